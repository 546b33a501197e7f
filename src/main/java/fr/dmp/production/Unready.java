package fr.dmp.production;

import java.util.List;

/** Production doesn't start like this. Each problem is one French sentence that says what to set. */
class Unready extends RuntimeException {

    private final List<String> problems;

    Unready(List<String> problems) {
        super("production isn't ready: " + problems.size() + " problems");
        this.problems = List.copyOf(problems);
    }

    List<String> problems() {
        return problems;
    }
}
