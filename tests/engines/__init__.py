"""The phone's app in the engines of other browsers: one story, played in Firefox and in WebKit (``scripts/soak``)."""
