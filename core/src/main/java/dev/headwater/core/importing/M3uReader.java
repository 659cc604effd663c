package dev.headwater.core.importing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Reads M3U playlists as they are found: UTF-8, UTF-16 or Latin-1, with or without header, entries by {@code #EXTINF} and
 * {@code #EXTGRP}; what tells players how to play ({@code #EXTVLCOPT}, {@code #KODIPROP}) is passed over. One entry is in
 * memory at a time.
 */
public final class M3uReader {
    /** Of a line, in bytes. */
    public static final int MAX_LINE = 64 * 1024;

    private static final byte[] HEADER = bytes("#EXTM3U");
    private static final byte[] INFO = bytes("#EXTINF:");
    private static final byte[] GROUP = bytes("#EXTGRP:");
    private static final byte[] HLS = bytes("#EXT-X-");
    private static final int MAX_GROUP = 500;

    private final Consumer<M3uEntry> entries;
    private final Notes notes;
    private ExtInf info = ExtInf.NONE;
    private String group = "";
    private boolean hasHeader;
    private boolean headerMissed;

    private M3uReader(Consumer<M3uEntry> entries, Notes notes) {
        this.entries = entries;
        this.notes = notes;
    }

    /**
     * Shows every entry once, in order.
     *
     * @param notes is told what was left out
     * @throws ImportException where it is no such playlist, or breaks off
     */
    public static void read(InputStream in, Consumer<M3uEntry> entries, Notes notes) {
        try {
            new M3uReader(entries, notes).read(new ByteLines(Encodings.normal(in), MAX_LINE));
        } catch (IOException e) {
            throw ImportException.brokenOff("the playlist");
        }
    }

    private void read(ByteLines lines) throws IOException {
        while (lines.next()) {
            byte[] bytes = lines.bytes();
            int start = lines.start();
            int end = lines.end();
            while (start < end && (bytes[start] & 0xff) <= ' ') {
                start++;
            }
            while (end > start && (bytes[end - 1] & 0xff) <= ' ') {
                end--;
            }
            if (start == end) {
                continue;
            }
            if (lines.isTooLong()) {
                notes.line(lines.number(), "has more than " + MAX_LINE / 1024 + " KB and is left out");
                info = ExtInf.NONE;
            } else {
                line(lines.number(), bytes, start, end);
            }
        }
    }

    private void line(long number, byte[] bytes, int start, int end) {
        if (bytes[start] == '#') {
            directive(bytes, start, end);
            missHeader(number);
            return;
        }
        if (bytes[start] == '<' && !hasHeader) {
            throw new ImportException("this is a web page, not a playlist: nothing was changed");
        }
        missHeader(number);
        String url = Texts.decode(bytes, start, end);
        int option = url.indexOf('|');
        String named = info.attributes().getOrDefault("group-title", "");
        entries.accept(new M3uEntry(
                number,
                info.name(),
                named.isEmpty() ? group : named,
                info.attributes(),
                option < 0 ? url : url.substring(0, option).strip()));
        info = ExtInf.NONE;
    }

    private void directive(byte[] bytes, int start, int end) {
        if (startsWith(bytes, start, end, INFO)) {
            info = ExtInf.parse(bytes, start + INFO.length, end);
        } else if (startsWith(bytes, start, end, GROUP)) {
            group = Texts.clean(Texts.decode(bytes, start + GROUP.length, end), MAX_GROUP);
        } else if (startsWith(bytes, start, end, HEADER)) {
            hasHeader = true;
        } else if (startsWith(bytes, start, end, HLS)) {
            throw new ImportException(
                    "this is the playlist of one HLS stream, not a list of channels: add it with channel add --source");
        }
    }

    private void missHeader(long number) {
        if (!hasHeader && !headerMissed) {
            headerMissed = true;
            notes.line(number, "the playlist does not begin with #EXTM3U");
        }
    }

    private static boolean startsWith(byte[] bytes, int start, int end, byte[] word) {
        if (end - start < word.length) {
            return false;
        }
        for (int i = 0; i < word.length; i++) {
            int b = bytes[start + i];
            int upper = b >= 'a' && b <= 'z' ? b - 'a' + 'A' : b;
            if (upper != word[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
