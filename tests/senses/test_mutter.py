"""The sense of GNOME, with answers of its compositor that are made up."""

from unseat.core.words import Instant
from unseat.dbus.words import Body, Call
from unseat.senses.base import Clocks, Reading
from unseat.senses.mutter import BUS_NAME, MutterSense, idle_time
from unseat.senses.session_bus import BusLink


class Compositor(BusLink):
    """Answers with `idle`, or not at all; and the clocks of its machine."""

    def __init__(self, idle: int | None) -> None:
        super().__init__("")
        self.idle = idle
        self.asleep = 0
        self.steady = 100_000

    def ask(self, call: Call, wait_s: float) -> Body | None:
        assert (call.whom.name, call.method) == (BUS_NAME, "GetIdletime")
        assert wait_s <= 0.1
        return None if self.idle is None else (self.idle,)

    def clocks(self) -> Clocks:
        return Clocks(wall=Instant(0), steady=self.steady, awake=self.steady - self.asleep)

    def look(self, sense: MutterSense) -> int | None:
        reading = sense.look(self.steady)
        assert reading.kind == "unknown"
        return reading.idle_ms


def test_it_tells_what_the_compositor_counts() -> None:
    gnome = Compositor(1_500)
    assert gnome.look(MutterSense(gnome, gnome.clocks)) == 1_500


def test_no_answer_is_null_and_the_next_one_counts() -> None:
    gnome = Compositor(None)
    sense = MutterSense(gnome, gnome.clocks)
    assert gnome.look(sense) is None
    gnome.idle = 7
    assert gnome.look(sense) == 7


def test_the_same_input_keeps_its_instant_though_the_answers_tremble() -> None:
    gnome = Compositor(1_000)
    sense = MutterSense(gnome, gnome.clocks)
    gnome.look(sense)
    gnome.steady, gnome.idle = 105_000, 6_040
    assert gnome.look(sense) == 6_000


def test_the_time_asleep_is_time_without_input_though_the_compositor_does_not_count_it() -> None:
    gnome = Compositor(1_000)
    sense = MutterSense(gnome, gnome.clocks)
    gnome.look(sense)
    gnome.steady, gnome.asleep, gnome.idle = 3_700_000, 3_595_000, 6_000
    assert gnome.look(sense) == 3_601_000


def test_a_window_can_ask_alone() -> None:
    assert idle_time(Compositor(12).ask) == 12
    assert idle_time(Compositor(None).ask) is None


def test_without_a_bus_there_is_no_answer_and_no_error() -> None:
    sense = MutterSense(BusLink(""))
    assert sense.look(0) == Reading(None)
    assert MutterSense(BusLink("unix:path=/nonexistent/bus")).look(0) == Reading(None)
    sense.close()
    sense.close()
