"""What goes wrong around a person: each has its sentence, its exit code, and loses nothing."""
