package dev.headwater.api.imports;

import dev.headwater.api.admin.Secret;
import dev.headwater.api.admin.Sourced;
import dev.headwater.core.InvalidValueException;
import dev.headwater.core.media.Redaction;
import io.swagger.v3.oas.annotations.media.Schema;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be imported, and how; a flag that is null is not set.
 *
 * @param kind m3u, xtream, folder or lines
 * @param source an http or https URL, or an absolute path
 * @param name tells this source from others; null: made of kind and source
 * @param preview whether nothing is to be changed
 * @param yes whether much of what was there may vanish
 * @param bouquet the one that is to hold the categories; of lines: the one they see; null: none
 * @param fetch whether films and episodes are to be packaged ahead
 * @param allowPrivate whether the list itself may be fetched from private and loopback addresses
 * @param catchup whether channels keep the days of catch-up that the source names
 * @param keepIds whether content keeps the ids it has at the source
 * @param maxRemoved how much of each list may vanish, by {@link Vanishing#list}; null: as much as is not asked about
 */
@Schema(example = "{\"kind\": \"m3u\", \"source\": \"https://example.org/list.m3u\", \"name\": \"example\"}")
public record ImportRequest(
        @Schema(
                type = "string",
                allowableValues = {"m3u", "xtream", "folder", "lines"})
        String kind,

        String source,
        @Nullable String name,
        @Nullable Boolean preview,
        @Nullable Boolean yes,
        @Nullable String bouquet,
        @Nullable Boolean fetch,
        @Nullable Boolean allowPrivate,
        @Nullable Boolean catchup,
        @Nullable Boolean keepIds,
        @Nullable String username,
        @Secret @Nullable String password,
        @Nullable Map<String, Long> maxRemoved)
        implements Sourced<ImportRequest> {
    private static final int MAX_NAME = 64;

    /** Nothing but what is needed. */
    public static ImportRequest of(String kind, String source) {
        return new ImportRequest(kind, source, null, null, null, null, null, null, null, null, null, null, null);
    }

    /** The same, where somebody has seen how much would vanish and has said that it may. */
    public ImportRequest confirmed(Map<String, Long> shown) {
        return new ImportRequest(
                kind,
                source,
                name,
                preview,
                yes,
                bouquet,
                fetch,
                allowPrivate,
                catchup,
                keepIds,
                username,
                password,
                Map.copyOf(shown));
    }

    @Override
    public ImportRequest resolved(Resolver sources) {
        return new ImportRequest(
                kind,
                sources.of("source", source),
                name,
                preview,
                yes,
                bouquet,
                fetch,
                allowPrivate,
                catchup,
                keepIds,
                username,
                password,
                maxRemoved);
    }

    /** Whether so much may vanish. */
    boolean allows(Vanishing one) {
        if (is(yes)) {
            return true;
        }
        return maxRemoved == null ? !one.isMuch() : one.removed() <= maxRemoved.getOrDefault(one.list(), 0L);
    }

    /** What it goes by: of its own, or made of where it comes from. */
    String label() {
        String own = name == null || name.isBlank() ? kind + "-" + place() : name;
        String label = own.replaceAll("[^A-Za-z0-9._-]+", "-");
        if (!isName(label)) {
            throw new InvalidValueException("name", "an import's name has up to " + MAX_NAME + " of A-Z a-z 0-9 . _ -");
        }
        return label;
    }

    /** Whether an import may go by it. */
    static boolean isName(String label) {
        return !label.isEmpty() && label.length() <= MAX_NAME;
    }

    /** Whether its name was given, not made. */
    boolean isNamed() {
        return name != null && !name.isBlank();
    }

    /** Tells this source from others, whatever its password is: SHA-256 of kind, place and user. */
    String fingerprint() {
        String place = source.replaceFirst("(?<=://)([^/?#@:]*):[^/?#]*@", "$1@")
                .replaceAll("(?i)(?<=[?&])(pass[a-z]*|pwd|token|key|secret)=[^&#]*", "$1");
        // The same file uploaded again is the same source.
        String plain = kind.equals("xtream")
                ? XtreamAccount.base(place)
                : place.replaceFirst("^.*/uploads/[0-9a-f]{24}/", "upload:");
        String text = kind + '\0' + plain + '\0' + (username == null ? "" : username);
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private String place() {
        String plain = isWeb()
                ? source.replaceFirst("^[A-Za-z]+://", "")
                        .replaceFirst("[/?#].*$", "")
                        .replaceFirst("^.*@", "")
                : String.valueOf(Path.of(source).getFileName());
        return plain.length() <= MAX_NAME - 10 ? plain : plain.substring(0, MAX_NAME - 10);
    }

    boolean isWeb() {
        String start = source.substring(0, Math.min(8, source.length())).toLowerCase(Locale.ROOT);
        return start.startsWith("http://") || start.startsWith("https://");
    }

    static boolean is(@Nullable Boolean flag) {
        return Boolean.TRUE.equals(flag);
    }

    /** For people, without credentials. */
    String shownSource() {
        return Redaction.of(source);
    }

    /** Without credentials. */
    @Override
    public String toString() {
        return "ImportRequest[" + kind + ", " + shownSource() + "]";
    }
}
