package dev.headwater.functions.transcode;

import dev.headwater.core.store.StoreException;
import dev.headwater.core.vod.TitleSweeper;
import dev.headwater.core.vod.Transcoding;
import dev.headwater.functions.transcode.TranscodeEvents.Event;
import dev.headwater.functions.transcode.TranscodeEvents.Received;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears what MediaConvert tells, sends what waits, once a minute asks after the rest and clears away what is left. */
public final class TranscodeFunction {
    private static final Logger LOG = LoggerFactory.getLogger(TranscodeFunction.class);

    /** Lambda's own limit of an event. */
    private static final int MAX_EVENT = 6 << 20;

    private static final Pattern MESSAGE_ID = Pattern.compile("[A-Za-z0-9-]{1,100}");

    private final Transcoding transcoding;
    private final TitleSweeper sweeper;
    private final BooleanSupplier restoring;

    /** @param restoring whether a restore goes on: nothing is done then, and what was told is asked after later */
    public TranscodeFunction(Transcoding transcoding, TitleSweeper sweeper, BooleanSupplier restoring) {
        this.transcoding = transcoding;
        this.sweeper = sweeper;
        this.restoring = restoring;
    }

    /**
     * Answers {@code {"batchItemFailures":[…]}}: messages that are to come again.
     *
     * @throws StoreException where the store is at fault and the event came alone
     */
    public void handle(InputStream event, OutputStream answer) throws IOException {
        byte[] json = event.readNBytes(MAX_EVENT + 1);
        if (json.length > MAX_EVENT) {
            throw new IOException("an event of more than " + MAX_EVENT + " bytes");
        }
        List<String> failed = restoring.getAsBoolean() ? List.of() : handle(TranscodeEvents.read(json));
        answer.write(answer(failed).getBytes(StandardCharsets.UTF_8));
    }

    private List<String> handle(List<Received> all) {
        List<String> failed = new ArrayList<>();
        boolean isToLook = false;
        for (Received received : all) {
            String message = received.message();
            if (message == null) {
                alone(received.event());
                continue;
            }
            isToLook |= received.event() instanceof Event.Look;
            if (!isDone(received.event())) {
                failed.add(message);
            }
        }
        if (isToLook) {
            lookAsTold();
        }
        return failed;
    }

    private void alone(Event event) {
        switch (event) {
            case Event.Look look -> {
                transcoding.look();
                sweeper.sweep();
            }
            case Event.Heard(var news) -> transcoding.heard(news);
            case Event.Other other -> {}
            case Event.Broken broken -> {}
        }
    }

    private boolean isDone(Event event) {
        return switch (event) {
            case Event.Look look -> true;
            case Event.Other other -> true;
            case Event.Heard(var news) -> {
                try {
                    transcoding.heard(news);
                    yield true;
                } catch (StoreException e) {
                    LOG.warn("what was told of title {} has to come again: {}", news.content(), e.getMessage());
                    yield false;
                }
            }
            case Event.Broken broken -> {
                LOG.warn("a message is no event");
                yield false;
            }
        };
    }

    /** The clock asks for the same within a minute. */
    private void lookAsTold() {
        try {
            transcoding.look();
        } catch (StoreException e) {
            LOG.warn("what was sent is ordered later: {}", e.getMessage());
        }
    }

    private static String answer(List<String> failed) {
        StringBuilder answer = new StringBuilder("{\"batchItemFailures\":[");
        String comma = "";
        for (String message : failed) {
            if (MESSAGE_ID.matcher(message).matches()) {
                answer.append(comma)
                        .append("{\"itemIdentifier\":\"")
                        .append(message)
                        .append("\"}");
                comma = ",";
            }
        }
        return answer.append("]}").toString();
    }
}
