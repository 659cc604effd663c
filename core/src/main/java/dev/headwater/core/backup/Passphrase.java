package dev.headwater.core.backup;

/** What a backup is enciphered with: 1 to {@value #MAX_LENGTH} characters. Shows itself to nobody. */
public final class Passphrase {
    static final int MAX_LENGTH = 1024;

    private final char[] characters;

    private Passphrase(char[] characters) {
        this.characters = characters;
    }

    /** @throws BackupException where it is empty or too long */
    public static Passphrase of(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            throw new BackupException("a passphrase has 1 to " + MAX_LENGTH + " characters");
        }
        return new Passphrase(text.toCharArray());
    }

    char[] characters() {
        return characters.clone();
    }

    @Override
    public String toString() {
        return "Passphrase[…]";
    }
}
