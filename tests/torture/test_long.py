"""Much at once for one process: prompts by the thousand, and a week in a minute. Nothing grows."""

from tests.torture import prompts, week
from tests.torture.run import fast_folder, run
from tests.torture.size import Size, grown


def test_prompts_by_the_thousand_leave_the_agent_as_small_as_it_was() -> None:
    done = run(prompts.Done, "tests.torture.prompts", "--prompts", 2000, "--folder", fast_folder(), timeout=300)
    assert not grown(done.early, done.late), done
    assert done.prompts >= 2000
    assert sum(done.answers.values()) >= 1500
    assert min(done.answers[answer] for answer in ("done", "skipped", "missed", "natural")) > 100


def test_a_week_in_the_real_process_is_the_week_of_its_replay() -> None:
    """Facts one for one against its own record; against the script it may be a look short for each bout."""
    done = run(week.Done, "tests.torture.week", "--poll", "30s", "--folder", fast_folder(), timeout=300)
    assert not grown(done.early, done.late), done
    assert done.answered > 20
    assert done.same > 150
    assert done.lived.bouts == done.scripted.bouts > 20
    assert 0 <= done.scripted.sitting_s - done.lived.sitting_s <= 31 * done.lived.bouts


def test_what_grows_is_named() -> None:
    early = Size(rss=30.0, fds=10, objects=1000)
    assert not grown(early, Size(rss=33.0, fds=10, objects=1400))
    assert grown(early, Size(rss=35.0, fds=11, objects=1501)) == "memory, open files, objects"
