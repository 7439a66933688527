"""A Debian package around the bundle: `make deb` makes dist/unseat_VERSION_ARCH.deb.

It holds its own Python and Qt under /usr/lib/unseat, so it depends on the few libraries that Qt asks of the system
(tools/debian-packages-windows.txt) and on the C library it was built with. Made by dpkg-deb(1); the layout is that of
the Debian Policy Manual 4.7 (9.1 file system, 12.1 manual pages, 12.5 copyright).
"""

import gzip
import shutil
import subprocess
from pathlib import Path

from tools.bundle import MB, ROOT, make
from tools.manual import page
from unseat.version import VERSION

LIBRARIES = ROOT / "tools" / "debian-packages-windows.txt"
RECOMMENDED = ("fontconfig", "fonts-dejavu-core", "libnotify-bin", "pulseaudio | pipewire-pulse", "xdg-utils")
"""For the font of a menu of our own, for notices where the bus has no service, for calls and sounds, for the page."""
CONTROL = """\
Package: unseat
Version: {version}
Architecture: {arch}
Maintainer: The unseat project <unseat@packages.invalid>
Installed-Size: {kilobytes}
Depends: libc6 (>= {libc}), {depends}
Recommends: {recommends}
Section: utils
Priority: optional
Description: notices long sitting and offers one short exercise that undoes it
 unseat estimates from the use of keyboard and mouse how long you have been
 sitting, and at a rhythm you set offers one short exercise. It writes down
 what was offered and done, and shows you your week. It never sees what you
 type, and opens no network connection.
 .
 General information, not medical advice.
"""


def build(bundle: Path, dist: Path, work: Path, squeeze: tuple[str, ...] = ("-Zxz", "-z6")) -> Path:
    """The package around `bundle`, put into `dist`, by dpkg-deb's options `squeeze`. Raises CalledProcessError."""
    tree = work / "tree"
    shutil.rmtree(tree, ignore_errors=True)
    fill(tree, bundle)
    control = tree / "DEBIAN" / "control"
    control.parent.mkdir(mode=0o755)
    control.write_text(said(tree), encoding="utf-8")
    dist.mkdir(exist_ok=True)
    target = dist / f"unseat_{VERSION}_{architecture()}.deb"
    subprocess.run(("dpkg-deb", "--root-owner-group", *squeeze, "--build", str(tree), str(target)), check=True)
    return target


def fill(tree: Path, bundle: Path) -> None:
    """Everything that the package installs. Nobody but root may write to it, everybody may read it."""
    shutil.copytree(bundle, tree / "usr/lib/unseat", symlinks=True)
    command = tree / "usr/bin/unseat"
    command.parent.mkdir(parents=True)
    command.symlink_to("../lib/unseat/unseat")
    _put(tree, "applications/unseat.desktop", (ROOT / "packaging/unseat.desktop").read_bytes())
    _put(tree, "metainfo/unseat.metainfo.xml", (ROOT / "packaging/unseat.metainfo.xml").read_bytes())
    _put(tree, "icons/hicolor/scalable/apps/unseat.svg", (ROOT / "config/icons/unseat.svg").read_bytes())
    _put(tree, "man/man1/unseat.1.gz", gzip.compress(page().encode(), mtime=0))
    _put(tree, "doc/unseat/copyright", (ROOT / "LICENSE").read_bytes())
    _put(tree, "doc/unseat/changelog.gz", gzip.compress((ROOT / "CHANGELOG.md").read_bytes(), mtime=0))
    for each in [tree, *tree.rglob("*")]:
        if not each.is_symlink():
            each.chmod(0o755 if each.is_dir() or each.stat().st_mode & 0o100 else 0o644)


def _put(tree: Path, name: str, data: bytes) -> None:
    target = tree / "usr/share" / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)


def said(tree: Path) -> str:
    """The control file (Debian Policy 5.3)."""
    size = sum(file.lstat().st_size for file in tree.rglob("*") if not file.is_dir())
    return CONTROL.format(
        version=VERSION,
        arch=architecture(),
        kilobytes=size // 1024,
        libc=_libc(),
        depends=", ".join(libraries()),
        recommends=", ".join(RECOMMENDED),
    )


def libraries() -> list[str]:
    """What Qt asks for; newer releases name one of them ...t64, which provides the old name."""
    lines = LIBRARIES.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def architecture() -> str:
    asked = ("dpkg", "--print-architecture")
    return subprocess.run(asked, check=True, capture_output=True, text=True).stdout.strip()


def _libc() -> str:
    """The C library of this machine: what is built here may ask for nothing older."""
    asked = ("dpkg-query", "-W", "-f", "${Version}", "libc6")
    found = subprocess.run(asked, check=True, capture_output=True, text=True).stdout
    return found.partition("-")[0]


def main() -> None:
    bundle = ROOT / "dist" / "unseat"
    if not bundle.is_dir():
        make(ROOT / "dist", ROOT / "build" / "bundle")
    package = build(bundle, ROOT / "dist", ROOT / "build" / "deb")
    print(f"{package.relative_to(ROOT)}  {package.stat().st_size / MB:.1f} MB")


if __name__ == "__main__":
    main()
