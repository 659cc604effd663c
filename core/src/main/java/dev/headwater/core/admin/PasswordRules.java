package dev.headwater.core.admin;

import dev.headwater.core.InvalidValueException;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;

/** What a person's password may be: long rather than odd (NIST SP 800-63B, 5.1.1.2). */
public final class PasswordRules {
    public static final int MIN_LENGTH = 12;
    /** Of the characters as they were typed, and of what normalising makes of them. */
    public static final int MAX_LENGTH = 256;

    /** The first guesses at twelve characters and more, in lower case. */
    private static final Set<String> WORST = Set.of(
            "123456789012",
            "1234567890123",
            "12345678901234",
            "123456789012345",
            "1234567890123456",
            "administrator",
            "administrator1",
            "changemechangeme",
            "correcthorsebatterystaple",
            "headwaterheadwater",
            "iloveyouiloveyou",
            "letmeinletmein",
            "password1234",
            "password12345",
            "password123456",
            "passwordpassword",
            "qwertyqwerty",
            "qwertyuiop12",
            "qwertyuiop123",
            "qwertyuiopasdf",
            "qwertyuiopasdfghjkl",
            "1qaz2wsx3edc",
            "1q2w3e4r5t6y");

    private static final int MIN_DISTINCT = 4;

    private PasswordRules() {}

    /** Returns the password, normalised, or throws {@link IllegalArgumentException}, which does not tell it. */
    public static String require(String password) {
        String normal = plausible(password) ? normal(password) : "";
        if (normal.codePointCount(0, normal.length()) < MIN_LENGTH || normal.length() > MAX_LENGTH) {
            throw new InvalidValueException(
                    "password", "a password has " + MIN_LENGTH + " to " + MAX_LENGTH + " characters");
        }
        if (normal.codePoints().distinct().count() < MIN_DISTINCT || WORST.contains(normal.toLowerCase(Locale.ROOT))) {
            throw new InvalidValueException(
                    "password", "this password is one of the first to be guessed: choose another");
        }
        return normal;
    }

    /** Whether it can be somebody's at all: what is longer costs nothing. */
    static boolean plausible(String password) {
        return !password.isEmpty() && password.length() <= MAX_LENGTH;
    }

    /** The same characters, however a keyboard puts them together (NFKC). */
    static String normal(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC);
    }
}
