package dev.headwater.core.admin;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody did, or tried to. Texts that are too long are cut and say so.
 *
 * @param caller {@link Caller#name}; empty: nobody who is known
 * @param action the operation's name, such as {@code line.add}
 * @param target what it was done to; empty: nothing in particular
 * @param before JSON without secrets, at most {@value #MAX_JSON} bytes; null: there was nothing
 * @param after the same, of what was made of it
 * @param client the address it came from; null: this machine
 * @param requestId as the server's log names the request; null: it was none
 * @param outcome done, or refused; entries of before there were refused ones have none, and are done
 */
public record AuditEntry(
        Instant at,
        String caller,
        String action,
        String target,
        @Nullable String before,
        @Nullable String after,
        @Nullable String client,
        @Nullable String requestId,
        String outcome) {
    public static final String DONE = "done";
    public static final String REFUSED = "refused";

    /** Of {@code before} and {@code after}, in UTF-8 bytes. */
    public static final int MAX_JSON = 8 * 1024;

    private static final int MAX_TEXT = 200;

    public AuditEntry {
        caller = cut(caller);
        action = cut(action);
        target = cut(target);
        before = before == null ? null : cutJson(before);
        after = after == null ? null : cutJson(after);
        client = client == null ? null : cut(client);
        requestId = requestId == null ? null : cut(requestId);
        outcome = outcome == null ? DONE : outcome;
    }

    /** Something that was done. */
    public static AuditEntry done(
            Instant at,
            String caller,
            String action,
            String target,
            @Nullable String before,
            @Nullable String after,
            @Nullable String client,
            @Nullable String requestId) {
        return new AuditEntry(at, caller, action, target, before, after, client, requestId, DONE);
    }

    /** The same deed, and of what it was done to nothing but this. */
    public AuditEntry withoutDetails(String id) {
        return new AuditEntry(at, caller, action, id, null, null, client, requestId, outcome);
    }

    private static String cut(String text) {
        if (text.length() <= MAX_TEXT) {
            return text;
        }
        int end = MAX_TEXT - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }

    /** Still JSON: {@code {"cut":true,"bytes":N,"start":"…"}} tells how long it was and how it began. */
    private static String cutJson(String json) {
        int bytes = json.getBytes(StandardCharsets.UTF_8).length;
        if (bytes <= MAX_JSON) {
            return json;
        }
        StringBuilder cut = new StringBuilder("{\"cut\":true,\"bytes\":" + bytes + ",\"start\":\"");
        int left = MAX_JSON - cut.length() - "\"}".length();
        for (int at = 0; at < json.length(); ) {
            int character = json.codePointAt(at);
            String escaped = escaped(character);
            left -= escaped.getBytes(StandardCharsets.UTF_8).length;
            if (left < 0) {
                break;
            }
            cut.append(escaped);
            at += Character.charCount(character);
        }
        return cut.append("\"}").toString();
    }

    private static String escaped(int character) {
        if (character == '"' || character == '\\') {
            return "\\" + Character.toString(character);
        }
        return character < ' '
                ? "\\u00" + (character < 16 ? "0" : "") + Integer.toHexString(character)
                : Character.toString(character);
    }
}
