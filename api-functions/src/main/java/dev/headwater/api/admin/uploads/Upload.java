package dev.headwater.api.admin.uploads;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file that comes, or came.
 *
 * @param id 24 hex digits; as a source: {@code upload:ID}
 * @param name as the file is called, made harmless
 * @param size in bytes, as announced
 * @param state waiting or ready
 * @param by who announced it, as the audit log names them
 * @param owner the id of the reseller it is for; null: none
 * @param expiresAt when it goes, unless something is made of it by then
 * @param url where the file is to be sent, of this server or another; null: it came
 * @param method how: {@code PUT}
 * @param headers which ones to send along
 * @param parts where parts of it are to be sent that did not come yet, instead of {@code url}: it is too large to be sent whole;
 *     null: it is not, it came, or this is a list
 */
public record Upload(
        String id,
        String name,
        long size,
        String state,
        String by,
        @Nullable Integer owner,
        Instant expiresAt,
        @Nullable String url,
        @Nullable String method,
        @Nullable Map<String, String> headers,
        @Nullable List<UploadPart> parts) {
    static final String WAITING = "waiting";
    static final String READY = "ready";

    boolean isReady() {
        return state.equals(READY);
    }

    /** The same, now that all of it came. */
    Upload ready() {
        return new Upload(id, name, size, READY, by, owner, expiresAt, null, null, null, null);
    }

    /** The same, with where it is to be sent. */
    public Upload to(String where, String how, Map<String, String> with) {
        return new Upload(id, name, size, state, by, owner, expiresAt, where, how, with, null);
    }

    /** The same, with where its parts are to be sent. */
    Upload inParts(List<UploadPart> theirs) {
        return new Upload(id, name, size, state, by, owner, expiresAt, null, null, null, List.copyOf(theirs));
    }

    /** Without the address: it may be signed. */
    @Override
    public String toString() {
        return "Upload[" + id + ", " + state + "]";
    }
}
