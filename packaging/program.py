"""What a bundle starts: PyInstaller wants a script."""

from unseat.itself import main

main()
