package dev.headwater.core.account;

/** Whether a line may watch, in the words of the Xtream API: apps know exactly these four. */
public enum LineStatus {
    ACTIVE("Active"),
    BANNED("Banned"),
    DISABLED("Disabled"),
    EXPIRED("Expired");

    private final String wire;

    LineStatus(String wire) {
        this.wire = wire;
    }

    public String wire() {
        return wire;
    }
}
