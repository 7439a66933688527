"""What the X server of a virtual desktop is told (monitors, dots per inch), and what it shows (windows, the focus)."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass

from Xlib import X, Xatom
from Xlib.display import Display
from Xlib.error import BadWindow
from Xlib.ext import randr
from Xlib.protocol import rq
from Xlib.xobject.drawable import Window as XWindow

BACKGROUND = 0x51636D
USUAL_DPI = 96


@dataclass(frozen=True)
class Window:
    """One that has a title and is on the screen."""

    id: int
    title: str
    left: int
    top: int
    width: int
    height: int


class _SetMonitor(rq.Request):
    """RandR's SetMonitor: python-xlib has it too, but with a structure inside that it cannot pack."""

    _request = rq.Struct(
        rq.Card8("opcode"), rq.Opcode(43), rq.RequestLength(), rq.Window("window"), *randr.MonitorInfo.fields
    )


def whole(sizes: Sequence[str]) -> str:
    """The size of the screen that monitors of these sizes ("1280x800") make when they stand side by side."""
    if len(sizes) == 1:
        return sizes[0]
    widths, heights = zip(*map(_numbers, sizes), strict=True)
    return f"{sum(widths)}x{max(heights)}"


def prepare(display_name: str, sizes: Sequence[str]) -> None:
    """Paints the background, and divides the screen into monitors (screen-1, the primary one, screen-2, ...)."""
    with closing(Display(display_name)) as display:
        root = display.screen().root
        root.change_attributes(background_pixel=BACKGROUND)
        root.clear_area()
        left = 0
        for number, size in enumerate(sizes if len(sizes) > 1 else ()):
            width, height = _numbers(size)
            _set_monitor(display, number, left, width, height)
            left += width
        display.sync()


def set_dpi(display_name: str, dpi: int) -> None:
    with closing(Display(display_name)) as display:
        resources = f"Xft.dpi:\t{dpi}\n".encode()
        display.screen().root.change_property(Xatom.RESOURCE_MANAGER, Xatom.STRING, 8, resources)
        display.sync()


def windows(display_name: str) -> list[Window]:
    """From the lowest to the topmost."""
    with closing(Display(display_name)) as display:
        return list(_shown_in(display, display.screen().root))


def focused(display_name: str) -> Window | None:
    """The window that gets the keys."""
    with closing(Display(display_name)) as display:
        found = display.get_input_focus().focus
        root = display.screen().root
        while isinstance(found, XWindow) and found != root:
            if described := _described(display, found):
                return described
            found = found.query_tree().parent
    return None


def _numbers(size: str) -> tuple[int, int]:
    width, height = map(int, size.split("x"))
    return width, height


def _set_monitor(display: Display, number: int, left: int, width: int, height: int) -> None:
    root = display.screen().root
    _SetMonitor(
        display=display.display,
        opcode=display.display.get_extension_major(randr.extname),
        window=root,
        name=display.intern_atom(f"screen-{number + 1}"),
        primary=number == 0,
        automatic=False,
        x=left,
        y=0,
        width_in_pixels=width,
        height_in_pixels=height,
        width_in_millimeters=round(width / USUAL_DPI * 25.4),
        height_in_millimeters=round(height / USUAL_DPI * 25.4),
        crtcs=root.xrandr_get_screen_resources().outputs if number == 0 else [],
    )


def _shown_in(display: Display, parent: XWindow) -> Iterator[Window]:
    for child in parent.query_tree().children:
        try:
            described = _described(display, child)
            yield from [described] if described else _shown_in(display, child)
        except BadWindow:
            continue  # it went while we looked


def _described(display: Display, window: XWindow) -> Window | None:
    if window.get_attributes().map_state != X.IsViewable:
        return None
    title = window.get_full_text_property(display.intern_atom("_NET_WM_NAME")) or window.get_wm_name()
    if not title:
        return None
    size, at = window.get_geometry(), window.translate_coords(display.screen().root, 0, 0)
    left, top = -at.x, -at.y
    if left + size.width <= 0 or top + size.height <= 0:
        return None  # openbox keeps one out of sight, for the focus that nobody has
    return Window(window.id, str(title), left, top, size.width, size.height)
