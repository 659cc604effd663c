package dev.headwater.core.importing;

import dev.headwater.core.account.LineStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line as another system knows it.
 *
 * @param row where it stands, from 1, the header counted
 * @param password empty: none is said
 * @param expiresAt null: never
 * @param connections null: not said
 * @param bouquets names; null: not said
 * @param status null: not said
 */
public record ImportedLine(
        long row,
        String name,
        String password,
        boolean expirySaid,
        @Nullable Instant expiresAt,
        @Nullable Integer connections,
        @Nullable List<String> bouquets,
        @Nullable LineStatus status,
        boolean trial) {
    /** Without the password. */
    @Override
    public String toString() {
        return "ImportedLine[" + row + ", " + name + "]";
    }
}
