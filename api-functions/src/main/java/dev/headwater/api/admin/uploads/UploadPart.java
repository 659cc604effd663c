package dev.headwater.api.admin.uploads;

import java.util.Map;

/**
 * A part of a file that is too large to be sent whole.
 *
 * @param from its first byte within the file
 * @param size in bytes
 * @param url where it is to be sent
 * @param method how: {@code PUT}
 * @param headers which ones to send along
 */
public record UploadPart(long from, long size, String url, String method, Map<String, String> headers) {
    public UploadPart {
        headers = Map.copyOf(headers);
    }

    /** Without the address: it is signed. */
    @Override
    public String toString() {
        return "UploadPart[" + from + ", " + size + "]";
    }
}
