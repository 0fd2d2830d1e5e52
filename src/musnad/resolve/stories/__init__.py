"""Stories: which articles report one event, on how many independent words, and where those words contradict each other."""
