package dev.headwater.standalone.check.fmp4;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A box (ISO/IEC 14496-12 §4.2), with how much of the bytes is its contents.
 *
 * @param at where its header begins
 * @param from where its contents begin
 * @param end behind them
 */
record Box(ByteBuffer bytes, String type, int at, int from, int end) {
    private static final int HEADER = 8;
    private static final int LARGE_HEADER = 16;

    /** A fault: bytes that are no boxes. */
    static final class BrokenException extends Exception {
        private static final long serialVersionUID = 1;

        BrokenException(String message) {
            super(message);
        }
    }

    static List<Box> all(ByteBuffer bytes, int from, int end) throws BrokenException {
        List<Box> boxes = new ArrayList<>();
        for (int at = from; at < end; ) {
            if (end - at < HEADER) {
                throw new BrokenException("a box begins %,d bytes before the end".formatted(end - at));
            }
            long size = bytes.getInt(at) & 0xffffffffL;
            int header = HEADER;
            if (size == 1 && end - at >= LARGE_HEADER) {
                size = bytes.getLong(at + HEADER);
                header = LARGE_HEADER;
            }
            String type = type(bytes, at + 4);
            if (size < header || size > end - at) {
                throw new BrokenException("box %s has %,d bytes where %,d are".formatted(type, size, end - at));
            }
            boxes.add(new Box(bytes, type, at, at + header, at + (int) size));
            at += (int) size;
        }
        return boxes;
    }

    static String type(ByteBuffer bytes, int at) {
        byte[] name = new byte[4];
        bytes.get(at, name);
        return new String(name, StandardCharsets.ISO_8859_1);
    }

    List<Box> children() throws BrokenException {
        return all(bytes, from, end);
    }

    List<Box> children(String wanted) throws BrokenException {
        return children().stream().filter(box -> box.type.equals(wanted)).toList();
    }

    Optional<Box> child(String... path) throws BrokenException {
        Box box = this;
        for (String type : path) {
            List<Box> found = box.children(type);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            box = found.getFirst();
        }
        return Optional.of(box);
    }

    /** @throws BrokenException where its contents are shorter */
    int int32(int offset) throws BrokenException {
        require(offset, Integer.BYTES);
        return bytes.getInt(from + offset);
    }

    long int64(int offset) throws BrokenException {
        require(offset, Long.BYTES);
        return bytes.getLong(from + offset);
    }

    int uint16(int offset) throws BrokenException {
        require(offset, Short.BYTES);
        return bytes.getShort(from + offset) & 0xffff;
    }

    int uint8(int offset) throws BrokenException {
        require(offset, 1);
        return bytes.get(from + offset) & 0xff;
    }

    private void require(int offset, int length) throws BrokenException {
        if (offset < 0 || offset + length > end - from) {
            throw new BrokenException("box " + type + " is too short");
        }
    }

    /** Of a full box: version, then flags. */
    int version() throws BrokenException {
        return uint8(0);
    }

    int flags() throws BrokenException {
        return int32(0) & 0xffffff;
    }
}
