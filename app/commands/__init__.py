"""Commands of the command line that do more than open the window or serve."""
