"""What every part of Twoway agrees on: events, order, sealing, trust and sync, without any input or output."""
