package dev.headwater.ingest.frames;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Rung;
import dev.headwater.core.media.Source;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A {@link Job} as one line of JSON. Token by token: data binding would cost a child a third of its start-up. */
public final class JobJson {
    private static final JsonFactory JSON = new JsonFactory();

    private JobJson() {}

    /** Without line breaks. */
    public static String write(Job job) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(text)) {
            out.writeStartObject();
            out.writeNumberField("maxMillis", job.maxMillis());
            switch (job) {
                case Job.Stream stream -> {
                    out.writeStringField("source", stream.source().url());
                    out.writeBooleanField("privateAllowed", stream.source().allowsPrivate());
                    out.writeBooleanField("paced", stream.paced());
                }
                case Job.Slate slate -> out.writeStringField("slate", slate.text());
            }
            Ladder ladder = job.ladder();
            if (ladder != null) {
                writeLadder(out, ladder);
            }
            out.writeEndObject();
        }
        return text.toString();
    }

    private static void writeLadder(JsonGenerator out, Ladder ladder) throws IOException {
        out.writeObjectFieldStart("ladder");
        out.writeStringField("name", ladder.name());
        out.writeNumberField("frameRate", ladder.frameRate());
        out.writeArrayFieldStart("rungs");
        for (Rung rung : ladder.rungs()) {
            out.writeStartObject();
            out.writeStringField("name", rung.name());
            out.writeNumberField("width", rung.width());
            out.writeNumberField("height", rung.height());
            out.writeNumberField("videoBitrate", rung.videoBitrate());
            out.writeNumberField("audioBitrate", rung.audioBitrate());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    /**
     * Reads a job; fields it does not know are skipped.
     *
     * @throws IOException where the text is no JSON
     * @throws IllegalArgumentException where it is no job
     */
    public static Job read(String line) throws IOException {
        String source = "";
        boolean privateAllowed = false;
        String slate = null;
        Ladder ladder = null;
        boolean paced = true;
        long maxMillis = 0;
        try (JsonParser in = JSON.createParser(line)) {
            in.nextToken();
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String field = in.currentName();
                in.nextToken();
                switch (field) {
                    case "source" -> source = in.getText();
                    case "privateAllowed" -> privateAllowed = in.getBooleanValue();
                    case "slate" -> slate = in.getText();
                    case "paced" -> paced = in.getBooleanValue();
                    case "maxMillis" -> maxMillis = in.getLongValue();
                    case "ladder" -> ladder = readLadder(in);
                    default -> in.skipChildren();
                }
            }
        }
        if (slate == null) {
            return new Job.Stream(new Source(source, privateAllowed), ladder, paced, maxMillis);
        }
        if (ladder == null) {
            throw new IllegalArgumentException("a slate has a ladder");
        }
        return new Job.Slate(slate, ladder, maxMillis);
    }

    private static @Nullable Ladder readLadder(JsonParser in) throws IOException {
        if (in.currentToken() != JsonToken.START_OBJECT) {
            return null;
        }
        String name = "";
        int frameRate = 0;
        List<Rung> rungs = new ArrayList<>();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String field = in.currentName();
            in.nextToken();
            switch (field) {
                case "name" -> name = in.getText();
                case "frameRate" -> frameRate = in.getIntValue();
                case "rungs" -> {
                    while (in.nextToken() == JsonToken.START_OBJECT) {
                        rungs.add(readRung(in));
                    }
                }
                default -> in.skipChildren();
            }
        }
        return new Ladder(name, frameRate, rungs);
    }

    private static Rung readRung(JsonParser in) throws IOException {
        String name = "";
        int width = 0;
        int height = 0;
        int videoBitrate = 0;
        int audioBitrate = 0;
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String field = in.currentName();
            in.nextToken();
            switch (field) {
                case "name" -> name = in.getText();
                case "width" -> width = in.getIntValue();
                case "height" -> height = in.getIntValue();
                case "videoBitrate" -> videoBitrate = in.getIntValue();
                case "audioBitrate" -> audioBitrate = in.getIntValue();
                default -> in.skipChildren();
            }
        }
        return new Rung(name, width, height, videoBitrate, audioBitrate);
    }
}
