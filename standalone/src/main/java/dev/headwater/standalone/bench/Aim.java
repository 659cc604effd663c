package dev.headwater.standalone.bench;

/** One line that says what was wanted, what was reached, and whether that is enough. */
final class Aim {
    private Aim() {}

    static String atLeast(String what, double wanted, double reached) {
        return line(what, "≥", wanted, reached, reached >= wanted);
    }

    static String atMost(String what, double wanted, double reached) {
        return line(what, "≤", wanted, reached, reached <= wanted);
    }

    private static String line(String what, String relation, double wanted, double reached, boolean met) {
        return "%s: aim %s %s, reached %s: %s"
                .formatted(what, relation, number(wanted), number(reached), met ? "met" : "MISSED");
    }

    private static String number(double value) {
        return Math.abs(value) >= 100 ? "%,.0f".formatted(value) : "%.2f".formatted(value);
    }
}
