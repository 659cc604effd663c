package dev.headwater.api;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Reads gzip as strictly as OkHttp: one member, and nothing behind it. */
record OneMember(byte[] bytes) {
    private static final int HEADER = 10;
    private static final int TRAILER = 8;

    byte[] unpacked() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Inflater inflater = new Inflater(true)) {
            inflater.setInput(bytes, HEADER, bytes.length - HEADER);
            byte[] block = new byte[8192];
            while (!inflater.finished()) {
                out.write(block, 0, inflater.inflate(block));
            }
            CRC32 crc = new CRC32();
            crc.update(out.toByteArray());
            ByteBuffer trailer =
                    ByteBuffer.wrap(bytes, bytes.length - TRAILER, TRAILER).order(ByteOrder.LITTLE_ENDIAN);
            if (inflater.getRemaining() != TRAILER
                    || trailer.getInt() != (int) crc.getValue()
                    || trailer.getInt() != out.size()) {
                throw new AssertionError("not one gzip member: " + inflater.getRemaining() + " bytes are left");
            }
            return out.toByteArray();
        } catch (DataFormatException e) {
            throw new AssertionError(e);
        }
    }
}
