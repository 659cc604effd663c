package dev.headwater.ingest.fetch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values as RTMP commands carry them (Action Message Format 0): numbers, booleans, strings, objects as maps, null. */
final class Amf0 {
    private static final int NUMBER = 0;
    private static final int BOOLEAN = 1;
    private static final int STRING = 2;
    private static final int OBJECT = 3;
    private static final int NULL = 5;
    private static final int UNDEFINED = 6;
    private static final int ECMA_ARRAY = 8;
    private static final int OBJECT_END = 9;
    private static final int STRICT_ARRAY = 10;
    private static final int DATE = 11;
    private static final int LONG_STRING = 12;
    private static final int MAX_DEPTH = 8;
    private static final int MAX_VALUES = 1000;

    private final ByteBuffer in;
    private int values;

    private Amf0(byte[] bytes) {
        this.in = ByteBuffer.wrap(bytes);
    }

    /** All values, one behind the other; null stands for null and undefined. */
    static List<@Nullable Object> read(byte[] bytes) throws IOException {
        Amf0 amf = new Amf0(bytes);
        List<@Nullable Object> all = new ArrayList<>();
        try {
            while (amf.in.hasRemaining()) {
                all.add(amf.value(0));
            }
        } catch (BufferUnderflowException e) {
            throw new IOException("a command breaks off", e);
        } catch (RuntimeException e) { // anybody may send anything, and nobody has shown a stream key yet
            throw new IOException("a command can not be read", e);
        }
        return all;
    }

    private @Nullable Object value(int depth) throws IOException {
        return value(in.get(), depth);
    }

    private @Nullable Object value(int type, int depth) throws IOException {
        if (depth > MAX_DEPTH || ++values > MAX_VALUES) {
            throw new IOException("a command is too large");
        }
        return switch (type) {
            case NUMBER -> in.getDouble();
            case BOOLEAN -> in.get() != 0;
            case STRING -> text(in.getShort() & 0xffff);
            case LONG_STRING -> text(in.getInt());
            case OBJECT -> object(depth);
            case ECMA_ARRAY -> {
                in.getInt(); // how many it says there are; the end says it too
                yield object(depth);
            }
            case STRICT_ARRAY -> array(depth);
            case DATE -> {
                double millis = in.getDouble();
                in.getShort();
                yield millis;
            }
            case NULL, UNDEFINED -> null;
            default -> throw new IOException("a command has a value of type " + type);
        };
    }

    private String text(int length) throws IOException {
        if (length < 0 || length > in.remaining()) {
            throw new IOException("a command breaks off");
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private Map<String, @Nullable Object> object(int depth) throws IOException {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        while (true) {
            String name = text(in.getShort() & 0xffff);
            int type = in.get();
            if (name.isEmpty() && type == OBJECT_END) {
                return fields;
            }
            fields.put(name, value(type, depth + 1));
        }
    }

    private List<@Nullable Object> array(int depth) throws IOException {
        int count = in.getInt();
        List<@Nullable Object> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(value(depth + 1));
        }
        return all;
    }

    /** The opposite, of numbers, strings, maps and null. */
    static byte[] write(@Nullable Object... all) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Object value : all) {
            write(value, out);
        }
        return out.toByteArray();
    }

    private static void write(@Nullable Object value, ByteArrayOutputStream out) {
        switch (value) {
            case null -> out.write(NULL);
            case Number number -> {
                out.write(NUMBER);
                out.writeBytes(
                        ByteBuffer.allocate(8).putDouble(number.doubleValue()).array());
            }
            case Map<?, ?> map -> {
                out.write(OBJECT);
                map.forEach((name, field) -> {
                    text(String.valueOf(name), out);
                    write(field, out);
                });
                text("", out);
                out.write(OBJECT_END);
            }
            default -> {
                out.write(STRING);
                text(value.toString(), out);
            }
        }
    }

    private static void text(String text, ByteArrayOutputStream out) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write(bytes.length >> 8);
        out.write(bytes.length);
        out.writeBytes(bytes);
    }
}
