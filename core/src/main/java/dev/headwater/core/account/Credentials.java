package dev.headwater.core.account;

/** What an app sends with every call. Prints itself without the password. */
public record Credentials(String user, String password) {
    /** Longer than any credential Headwater hands out or takes: more is refused before it costs anything. */
    public static final int MAX_LENGTH = 128;

    public boolean isPlausible() {
        return !user.isEmpty() && !password.isEmpty() && user.length() <= MAX_LENGTH && password.length() <= MAX_LENGTH;
    }

    @Override
    public String toString() {
        return "Credentials[" + user + ", …]";
    }
}
