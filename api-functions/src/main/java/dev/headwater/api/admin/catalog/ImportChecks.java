package dev.headwater.api.admin.catalog;

import dev.headwater.api.admin.OperationException;
import dev.headwater.api.imports.ImportRequest;
import dev.headwater.core.account.Bouquet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can be said of an import before it begins: whoever asks is told at once, and no job fails for it. */
final class ImportChecks {
    private static final String LINES = "lines";
    private static final Set<String> KINDS = Set.of("m3u", "xtream", "folder", LINES);
    private static final int MAX_SOURCE = 8_192;
    private static final int MAX_CREDENTIAL = 1_000;
    private static final int MAX_LISTS = 16;

    private ImportChecks() {}

    /** @throws OperationException which names the field that no import could have */
    static void require(ImportRequest request) {
        if (!KINDS.contains(request.kind())) {
            throw OperationException.invalid("kind", "an import is of kind m3u, xtream, folder or lines");
        }
        requireShort("source", request.source(), MAX_SOURCE);
        requireShort("username", request.username(), MAX_CREDENTIAL);
        requireShort("password", request.password(), MAX_CREDENTIAL);
        String bouquet = request.bouquet();
        if (bouquet != null) {
            var _ = OperationException.blaming("bouquet", () -> Bouquet.empty(bouquet));
            if (bouquet.equals(Bouquet.ALL) && !request.kind().equals(LINES)) {
                throw OperationException.invalid(
                        "bouquet", "the bouquet 'all' holds everything already: leave --bouquet out");
            }
        }
        Map<String, Long> maxRemoved = request.maxRemoved();
        if (maxRemoved != null
                && (maxRemoved.size() > MAX_LISTS
                        || maxRemoved.values().stream().anyMatch(Objects::isNull))) {
            throw OperationException.invalid("maxRemoved", "it says of each list how much of it may vanish");
        }
    }

    private static void requireShort(String field, @Nullable String text, int most) {
        if (text != null && text.length() > most) {
            throw OperationException.invalid(field, "this has up to " + most + " characters");
        }
    }
}
