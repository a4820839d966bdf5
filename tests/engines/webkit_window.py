"""A window of WebKitGTK with a profile that survives, for WebKitWebDriver to start: its own browser keeps nothing.

It is run by Debian's own Python, which has the bindings. PROFILE, WIDTH and HEIGHT stand in its environment.
"""

from __future__ import annotations

import os
from importlib import import_module
from typing import Any

gi = import_module("gi")
gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
gtk: Any = import_module("gi.repository.Gtk")
webkit: Any = import_module("gi.repository.WebKit2")


def main() -> None:
    """Serve one session."""
    folder = os.environ["PROFILE"]
    kept = webkit.WebsiteDataManager(base_data_directory=f"{folder}/data", base_cache_directory=f"{folder}/cache")
    context = webkit.WebContext(website_data_manager=kept)
    context.set_automation_allowed(True)
    context.connect("automation-started", lambda _, session: _started(context, session))
    gtk.main()


def _started(context: Any, session: Any) -> None:
    about = webkit.ApplicationInfo()
    about.set_name("MiniBrowser")
    about.set_version(webkit.get_major_version(), webkit.get_minor_version(), webkit.get_micro_version())
    session.set_application_info(about)
    session.connect("create-web-view", lambda _: _opened(context))


def _opened(context: Any) -> Any:
    """Return the view of a new window, exactly as large as a phone's screen."""
    view = webkit.WebView(web_context=context, is_controlled_by_automation=True)
    settings = view.get_settings()
    settings.set_enable_write_console_messages_to_stdout(True)
    settings.set_hardware_acceleration_policy(webkit.HardwareAccelerationPolicy.NEVER)
    window = gtk.Window(decorated=False)
    window.add(view)
    window.resize(int(os.environ["WIDTH"]), int(os.environ["HEIGHT"]))
    window.show_all()
    view.connect("close", lambda _: window.destroy())
    return view


if __name__ == "__main__":
    main()
