package dev.headwater.core.vod.text;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A box of ISO/IEC 14496-12 §4.2, in memory. */
record Mp4Box(String type, ByteBuffer content) {
    private static final int HEAD = 8;

    /** Side by side; a film has some dozens. */
    private static final int MOST = 10_000;

    /** Boxes that lie one behind the other. */
    static List<Mp4Box> all(ByteBuffer bytes) throws BrokenFile {
        List<Mp4Box> boxes = new ArrayList<>();
        ByteBuffer rest = bytes.slice();
        while (rest.remaining() >= HEAD) {
            int start = rest.position();
            long length = Integer.toUnsignedLong(rest.getInt());
            String type = type(rest);
            if (length == 1 && rest.remaining() >= Long.BYTES) {
                length = rest.getLong();
            }
            if (length == 0) {
                length = (long) rest.limit() - start;
            }
            int head = rest.position() - start;
            if (length < head || length > (long) rest.limit() - start) {
                throw new BrokenFile("a box is longer than what it is in");
            }
            if (boxes.size() == MOST) {
                throw new BrokenFile("its index is in too many pieces");
            }
            boxes.add(new Mp4Box(type, rest.slice(rest.position(), (int) length - head)));
            rest.position(start + (int) length);
        }
        return boxes;
    }

    /** The content of the one that lies in those of a path, one within the other; empty: there is none. */
    Optional<ByteBuffer> find(String... path) throws BrokenFile {
        Mp4Box box = this;
        for (String step : path) {
            Optional<Mp4Box> inner = box.inner(step).stream().findFirst();
            if (inner.isEmpty()) {
                return Optional.empty();
            }
            box = inner.get();
        }
        return Optional.of(box.content().slice());
    }

    List<Mp4Box> inner(String wanted) throws BrokenFile {
        return all(content).stream().filter(box -> box.type().equals(wanted)).toList();
    }

    /**
     * Where a file's index lies, as {@code [begin, length]} of what is in it.
     *
     * @throws BrokenFile where there is none
     */
    static long[] index(FileBytes file) throws BrokenFile {
        file.seek(0);
        while (file.length() - file.position() >= HEAD) {
            long start = file.position();
            ByteBuffer head = ByteBuffer.wrap(file.read(HEAD));
            long length = Integer.toUnsignedLong(head.getInt());
            String type = type(head);
            if (length == 1) {
                length = ByteBuffer.wrap(file.read(Long.BYTES)).getLong();
            } else if (length == 0) {
                length = file.length() - start;
            }
            if (length < file.position() - start || length > file.length() - start) {
                break;
            }
            if (type.equals("moov")) {
                return new long[] {file.position(), start + length - file.position()};
            }
            file.seek(start + length);
        }
        throw new BrokenFile("it has no index");
    }

    private static String type(ByteBuffer at) {
        byte[] four = new byte[4];
        at.get(four);
        return new String(four, StandardCharsets.ISO_8859_1);
    }
}
