package dev.headwater.edge;

/** Whether a URL may be seen now. */
sealed interface Verdict {
    record Allowed() implements Verdict {}

    /**
     * It may not.
     *
     * @param reason one line for whoever debugs a player; says nothing an attacker would not know
     */
    record Refused(String reason) implements Verdict {}

    static Verdict refused(String reason) {
        return new Refused(reason);
    }
}
