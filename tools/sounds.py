"""Makes the soft sounds of the session, config/sounds. Run as `python -m tools.sounds` after a change.

Each is one or two struck tones: sine waves with a quiet octave, a soft beginning and a long fading.
"""

import math
import struct
import wave
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "config" / "sounds"
RATE = 22_050
LOUDNESS = 0.22
TONES = {
    "begin": [(0.0, 523.25)],
    "side": [(0.0, 659.26), (0.22, 523.25)],
    "end": [(0.0, 523.25), (0.2, 659.26), (0.4, 783.99)],
}
"""Name to the tones: when they are struck, in seconds, and their frequency in hertz."""
LASTS = 0.9


def samples(tones: list[tuple[float, float]]) -> list[int]:
    length = round(RATE * (tones[-1][0] + LASTS))
    sums = [sum(_tone(frame / RATE - start, hertz) for start, hertz in tones) for frame in range(length)]
    return [round(32_767 * LOUDNESS * max(-1.0, min(1.0, one))) for one in sums]


def _tone(at: float, hertz: float) -> float:
    if at < 0:
        return 0.0
    shape = min(1.0, at / 0.012) * math.exp(-5.5 * at) * max(0.0, 1 - at / LASTS)
    return shape * (math.sin(2 * math.pi * hertz * at) + 0.18 * math.sin(4 * math.pi * hertz * at))


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, tones in TONES.items():
        with wave.open(str(FOLDER / f"{name}.wav"), "wb") as out:
            out.setnchannels(1)
            out.setsampwidth(2)
            out.setframerate(RATE)
            frames = samples(tones)
            out.writeframes(struct.pack(f"<{len(frames)}h", *frames))
    print(f"{len(TONES)} sounds in {FOLDER.name}")


if __name__ == "__main__":
    main()
