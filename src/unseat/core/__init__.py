"""The pure part: no clock, disk, thread, random source or desktop; time is an argument."""
