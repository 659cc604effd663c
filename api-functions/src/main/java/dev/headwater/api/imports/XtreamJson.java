package dev.headwater.api.imports;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import dev.headwater.core.importing.ImportException;
import dev.headwater.core.importing.Notes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;

/** Answers of panels, which may be large: row by row. */
final class XtreamJson {
    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(1 << 20)
                    .maxNestingDepth(50)
                    .maxNameLength(1_000)
                    .maxNumberLength(100)
                    .build())
            .build());

    private static final int MAX_ROW = 1 << 20;

    /** Each time all before is read once more. */
    private static final int MAX_ANEW = 20;

    private XtreamJson() {}

    /**
     * Every row of a list: of an array, or of an object, which PHP makes of an array with gaps. One that is too large is
     * left out.
     */
    static void forEach(Path file, String what, Notes notes, Consumer<JsonNode> action) {
        Place place = new Place();
        while (!readOn(file, what, place, action)) {
            if (place.anew++ == MAX_ANEW) {
                throw new ImportException(what + " has many rows of more than 1 MB: nothing was changed");
            }
        }
        if (place.leftOut > 0) {
            notes.add("rows of more than 1 MB are left out: " + what + " has " + place.leftOut);
        }
    }

    /** How far a list is read. */
    private static final class Place {
        private long done;
        private long leftOut;
        private int anew;
    }

    /** False: a row had to be given up in its middle; the list is to be read anew, past what is done. */
    private static boolean readOn(Path file, String what, Place place, Consumer<JsonNode> action) {
        long row = 0;
        try (InputStream in = Spool.open(file);
                JsonParser json = MAPPER.createParser(in)) {
            JsonToken first = json.nextToken();
            if (first != JsonToken.START_ARRAY && first != JsonToken.START_OBJECT) {
                throw new ImportException(what + " is no list: nothing was changed");
            }
            JsonToken end = first == JsonToken.START_ARRAY ? JsonToken.END_ARRAY : JsonToken.END_OBJECT;
            for (JsonToken token = json.nextToken(); token != end; token = json.nextToken()) {
                if (token == null) {
                    throw ImportException.brokenOff(what);
                }
                if (token == JsonToken.START_OBJECT) {
                    row++;
                    if (row <= place.done) {
                        json.skipChildren();
                    } else {
                        row(json, what).ifPresentOrElse(action, () -> place.leftOut++);
                        place.done = row;
                    }
                } else if (token == JsonToken.START_ARRAY) {
                    json.skipChildren();
                } else if (token == JsonToken.FIELD_NAME && json.currentName().equals("user_info")) {
                    throw new ImportException(what + " is not given out by the panel: nothing was changed");
                }
            }
            return true;
        } catch (StreamConstraintsException e) {
            // A text of more than a row: the parser stands in its middle, and only when it skips does it not look.
            if (row <= place.done) {
                throw ImportException.brokenOff(what);
            }
            place.done = row;
            place.leftOut++;
            return false;
        } catch (IOException e) {
            throw ImportException.brokenOff(what);
        }
    }

    /** Copied event by event, so that one that is too large is noticed before it fills the heap. Empty: it is. */
    private static Optional<JsonNode> row(JsonParser json, String what) throws IOException {
        long begins = json.currentLocation().getByteOffset();
        try (TokenBuffer row = new TokenBuffer(json)) {
            int depth = 0;
            boolean fits = true;
            do {
                fits = fits && json.currentLocation().getByteOffset() - begins <= MAX_ROW;
                if (fits) {
                    row.copyCurrentEvent(json);
                }
                depth += json.currentToken().isStructStart()
                        ? 1
                        : json.currentToken().isStructEnd() ? -1 : 0;
            } while (depth > 0 && json.nextToken() != null);
            if (depth > 0) {
                throw ImportException.brokenOff(what);
            }
            return fits ? Optional.of(MAPPER.readTree(row.asParser(MAPPER))) : Optional.empty();
        }
    }

    /** A small answer, held to a size, unpacked. */
    static JsonNode readWhole(Path file, String what, long maxBytes) {
        try (InputStream in = Spool.open(file, maxBytes)) {
            JsonNode tree = MAPPER.readTree(in);
            if (tree == null || !tree.isContainerNode()) {
                throw new ImportException(what + " can not be read; does the URL lead to a panel? Nothing was changed");
            }
            return tree;
        } catch (IOException e) {
            throw new ImportException(what + " can not be read; does the URL lead to a panel? Nothing was changed");
        }
    }

    /** Answers one after the other in one file, with the numbers they are of. */
    static final class Lines implements AutoCloseable {
        private final JsonGenerator out;

        private Lines(JsonGenerator out) {
            this.out = out;
        }

        static Lines into(Path file) {
            try {
                return new Lines(MAPPER.createGenerator(Files.newOutputStream(file)));
            } catch (IOException e) {
                throw new ImportException("what was fetched can not be kept: is the disk full?");
            }
        }

        synchronized void add(int number, JsonNode answer) throws IOException {
            out.writeNumber(number);
            MAPPER.writeTree(out, answer);
        }

        @Override
        public void close() {
            try {
                out.close();
            } catch (IOException e) {
                throw new ImportException("what was fetched can not be kept: is the disk full?");
            }
        }

        static void read(Path file, ObjIntConsumer<JsonNode> action) {
            try (InputStream in = Files.newInputStream(file);
                    JsonParser json = MAPPER.createParser(in)) {
                while (json.nextToken() != null) {
                    int number = json.getIntValue();
                    json.nextToken();
                    action.accept(json.readValueAsTree(), number);
                }
            } catch (IOException e) {
                throw ImportException.brokenOff("what was fetched of the series");
            }
        }
    }
}
