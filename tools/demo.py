"""The agent at work on a private virtual desktop: tracking, a real prompt, an answer, the week. Takes about 90 s.

Run as `python -m tools.demo [FOLDER]`; pictures and the week go to FOLDER (out/demo). The exit code is 1, with the
logs, when a stage did not come about.
"""

import json
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from PIL import Image

from tools.person import Person
from tools.processes import end
from tools.virtual import DesktopError, VirtualDesktop, wait_until

SETTINGS = Path(__file__).with_name("demo_config")
PANEL = 34
TRAY = (1280 - 18, 800 - 16)
"""The last place in the panel, which is along the lower edge and less than PANEL pixels high."""


class Demo:
    """Each stage returns when what it shows can be seen, and raises TimeoutError or DesktopError when it does not."""

    def __init__(self, desk: VirtualDesktop, out: Path) -> None:
        self.desk = desk
        self.out = out
        self.person = Person(desk)
        self.began = time.monotonic()
        self.pictures = 0

    def play(self) -> None:
        agent = self.desk.spawn("unseat", "run")
        wait_until(lambda: agent.poll() is not None or self.icon_is_there(), "the tray icon")
        expect(agent.poll() is None, "the agent to go on running")
        self.started()
        self.sitting()
        self.menu()
        self.prompted()
        self.put_off()
        self.exercised()
        self.looked_back()
        end(agent, seconds=2)
        self.stopped(agent.returncode)

    # ---- the stages

    def started(self) -> None:
        parts = self.status()
        self.say(f"The agent runs: sense {parts['sense']}, tray {parts['tray']}, notifications {parts['notifier']}.")
        self.picture("started")

    def sitting(self) -> None:
        self.say("The person types and moves the mouse ...")
        self.person.work_until(lambda: self.status()["sitting_s"] >= 8, "8 s of sitting", 20)
        self.show("status")
        self.picture("sitting")

    def menu(self) -> None:
        before = self.screen()
        self.person.click(*TRAY, button=3)
        wait_until(lambda: self.screen() != before, "the menu", 5)
        self.say("A click on the icon opens its menu.")
        self.picture("menu")
        self.person.press("Escape")

    def prompted(self) -> None:
        self.say("The person works on; an exercise falls due, but not in the middle of a word ...")
        self.person.work_until(lambda: self.status()["waiting_for"] == "typing", "a prompt that is due", 30)
        self.show("status")
        self.say("... and comes at the first pause.")
        self.await_prompt()
        self.picture("prompt")

    def put_off(self) -> None:
        self.person.click_card("later")
        wait_until(lambda: not self.status()["prompt"], "the prompt to go away", 5)
        self.say('A click on "Later" puts it off for ten seconds. The person works on ...')
        self.person.work_until(lambda: self.status()["waiting_for"] == "typing", "the prompt to be due again", 20)
        self.await_prompt()

    def exercised(self) -> None:
        self.person.click_card("start")
        self.say('A click on "Start", hands off the keys: forty seconds of exercise, first left, then right ...')
        time.sleep(12)
        self.picture("exercise")
        wait_until(lambda: not self.status()["prompt"], "the exercise to end", 55)
        self.say("Done, and verified: nobody touched keyboard or mouse meanwhile.")
        self.picture("done")
        self.person.press("Escape")

    def looked_back(self) -> None:
        self.person.work(2)
        for verb in ("status", "why", "day", "week"):
            self.show(verb)
        (self.out / "week.txt").write_text(self.unseat("week"))
        prompts = json.loads(self.unseat("week", "--json"))["prompts"]
        expect(prompts["done"] == 1 and prompts["verified"] == 1, f"one exercise done and verified, not {prompts}")
        expect(prompts["snoozes"] == 1, f"one snooze, not {prompts}")

    def stopped(self, code: int) -> None:
        expect(code == 0, f"the agent to end with 0 when asked to, not {code}")
        expect(self.status()["agent"] == "stopped", "status to say that the agent has stopped")
        self.say("The agent has ended, as it was asked to; the open bout is written.")

    # ---- means

    def icon_is_there(self) -> bool:
        status = self.status()
        return status["agent"] == "running" and status["tray"] not in {None, "none"}

    def await_prompt(self) -> None:
        wait_until(lambda: self.status()["prompt"] and self.person.card(), "the card of a prompt", 10)
        time.sleep(0.5)  # until it is drawn

    def unseat(self, *arguments: str) -> str:
        return self.desk.run("unseat", *arguments)

    def status(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.unseat("status", "--json"))
        return found

    def screen(self) -> bytes:
        """What is to be seen above the panel."""
        with Image.open(self.desk.screenshot(self.desk.folder / "look.png")) as picture:
            return picture.crop((0, 0, picture.width, picture.height - PANEL)).tobytes()

    def picture(self, name: str) -> None:
        self.pictures += 1
        self.desk.screenshot(self.out / f"{self.pictures}-{name}.png")

    def say(self, text: str) -> None:
        print(f"[{time.monotonic() - self.began:3.0f} s] {text}", flush=True)

    def show(self, verb: str) -> None:
        print(f"\n        $ unseat {verb}")
        for line in self.unseat(verb).splitlines():
            print(f"        {line}".rstrip())
        print(flush=True)


def expect(fact: bool, what: str) -> None:  # noqa: FBT001 - the fact is what it is about
    if not fact:
        raise DesktopError(f"expected {what}")


def play(folder: Path, out: Path, settings: Path = SETTINGS) -> int:
    """Sets the stage in `folder`, plays, and returns the exit code."""
    with VirtualDesktop(folder, panel="xfce4-panel", notifier="xfce4-notifyd") as desk:
        shutil.copytree(settings, desk.env["XDG_CONFIG_HOME"], dirs_exist_ok=True)
        try:
            Demo(desk, out).play()
        except (DesktopError, TimeoutError) as error:
            desk.screenshot(out / "failed.png")
            print(f"The demo failed: {error}\n{desk.log('unseat')}", file=sys.stderr)
            return 1
    return 0


def main(arguments: list[str]) -> int:
    out = Path(arguments[0] if arguments else "out/demo").absolute()
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    with tempfile.TemporaryDirectory(prefix="unseat-demo-") as folder:
        code = play(Path(folder), out)
    print(f"Pictures and the week are in {out}:")
    for file in sorted(out.iterdir()):
        print(f"  {file}")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
