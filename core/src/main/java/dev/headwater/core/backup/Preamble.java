package dev.headwater.core.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first line: {@code headwater-backup 1 plain}, or {@code headwater-backup 1 aes-256-gcm pbkdf2-sha256 ROUNDS SALT}.
 *
 * @param cipher empty: the rest is readable for everybody
 */
record Preamble(Optional<Cipher> cipher) {
    static final int VERSION = 1;
    static final int MAX_LINE = 200;

    private static final String MAGIC = "headwater-backup ";
    private static final Pattern VERSIONED = Pattern.compile("headwater-backup ([1-9][0-9]{0,8})( .*)?");
    private static final Pattern SEALED = Pattern.compile("aes-256-gcm pbkdf2-sha256 ([1-9][0-9]{0,7}) ([0-9a-f]{32})");

    /**
     * How the key is made of the passphrase.
     *
     * @param rounds of PBKDF2
     * @param salt hexadecimal, new for every file: no two have the same key
     */
    record Cipher(int rounds, String salt) {
        static Cipher fresh(int rounds, SecureRandom random) {
            byte[] salt = new byte[16];
            random.nextBytes(salt);
            return new Cipher(rounds, HexFormat.of().formatHex(salt));
        }
    }

    /** With its line feed. */
    byte[] bytes() {
        String how = cipher.map(c -> "aes-256-gcm pbkdf2-sha256 " + c.rounds() + " " + c.salt())
                .orElse("plain");
        return (MAGIC + VERSION + " " + how + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** @throws BackupException where it is no backup, or one of a newer Headwater */
    static Preamble read(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.length() == MAX_LINE) {
                throw noBackup();
            }
            line.append((char) next);
        }
        return parse(line.toString());
    }

    private static Preamble parse(String line) {
        Matcher versioned = VERSIONED.matcher(line);
        if (!versioned.matches()) {
            throw noBackup();
        }
        int version = Integer.parseInt(versioned.group(1));
        if (version > VERSION) {
            throw new BackupException("the backup is of format " + version
                    + ", which a newer Headwater wrote; this one knows " + VERSION);
        }
        String how = line.substring(line.indexOf(' ', MAGIC.length()) + 1);
        if (how.equals("plain")) {
            return new Preamble(Optional.empty());
        }
        Matcher sealed = SEALED.matcher(how);
        if (!sealed.matches() || Integer.parseInt(sealed.group(1)) > Sealing.MAX_ROUNDS) {
            throw BackupException.damaged("its first line can not be read");
        }
        return new Preamble(Optional.of(new Cipher(Integer.parseInt(sealed.group(1)), sealed.group(2))));
    }

    private static BackupException noBackup() {
        return new BackupException("this is no backup of Headwater's");
    }
}
