package dev.headwater.api.listing;

import dev.headwater.api.listing.PackIndex.Entry;
import dev.headwater.api.listing.PackIndex.Part;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** Writes documents one behind the other, plain and gzipped. */
final class PackWriter extends OutputStream {
    /** Six tenths of the time of level 6, for a tenth more bytes. */
    private static final int LEVEL = 4;

    private final Spool plain;
    private final Spool gzip;
    private final GzipMembers members;
    private final MessageDigest digest = Hashes.sha256();
    private final Map<String, Entry> documents = new HashMap<>();
    private final byte[] buffer = new byte[64 << 10];
    private int buffered;
    private long plainStart;
    private long gzipStart;

    PackWriter(Path folder) {
        this.plain = new Spool(folder);
        this.gzip = new Spool(folder);
        this.members = new GzipMembers(gzip, LEVEL);
    }

    void begin() throws IOException {
        plainStart = plain.length();
        gzipStart = gzip.length();
        members.begin();
    }

    @Override
    public void write(int b) throws IOException {
        if (buffered == buffer.length) {
            empty();
        }
        buffer[buffered++] = (byte) b;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (buffered + length > buffer.length) {
            empty();
        }
        if (length > buffer.length) {
            pass(bytes, offset, length);
            return;
        }
        System.arraycopy(bytes, offset, buffer, buffered, length);
        buffered += length;
    }

    void write(String text) throws IOException {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    private void empty() throws IOException {
        pass(buffer, 0, buffered);
        buffered = 0;
    }

    private void pass(byte[] bytes, int offset, int length) throws IOException {
        plain.write(bytes, offset, length);
        members.write(bytes, offset, length);
        digest.update(bytes, offset, length);
    }

    /** Ends the document that was begun, and says what it is called. */
    void end(String name) throws IOException {
        empty();
        members.end();
        String hash = HexFormat.of().formatHex(digest.digest(), 0, Hashes.BYTES);
        documents.put(
                name,
                new Entry(
                        hash,
                        new Part(plainStart, plain.length() - plainStart),
                        new Part(gzipStart, gzip.length() - gzipStart)));
    }

    PackIndex index() {
        return new PackIndex(documents);
    }

    Spool plain() {
        return plain;
    }

    Spool gzip() {
        return gzip;
    }

    /** Names the pack: the same for the same documents. */
    String hash() {
        StringBuilder all = new StringBuilder();
        new TreeMap<>(documents)
                .forEach((name, entry) ->
                        all.append(name).append('\n').append(entry.hash()).append('\n'));
        return Hashes.of(all.toString());
    }

    @Override
    public void close() throws IOException {
        try (plain;
                gzip) {
            members.close();
        }
    }
}
