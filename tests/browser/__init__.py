"""The phone's app in a real Chromium, against a real server, beside a laptop with the real command line."""
