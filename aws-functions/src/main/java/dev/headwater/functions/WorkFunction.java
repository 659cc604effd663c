package dev.headwater.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.headwater.aws.FunctionNeeds;
import dev.headwater.core.backup.RestoreMarker;
import dev.headwater.core.playback.PublicUrl;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A function that is woken to look for work: what the event says makes no difference, so one that comes twice is no harm. */
abstract class WorkFunction implements RequestStreamHandler {
    /** For links in what is made here; lists take the host of who asks. */
    static final PublicUrl NOWHERE = PublicUrl.parse("http://localhost");

    private static final Logger LOG = LoggerFactory.getLogger(WorkFunction.class);

    /** What is begun has to end before Lambda ends the function. */
    private static final Duration SPARE = Duration.ofMinutes(1);

    private final Composition composition;

    WorkFunction(FunctionNeeds needs) {
        this.composition = Composition.of(Account.open(System.getenv(), needs));
    }

    @Override
    public final void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        if (!RestoreMarker.stands(composition.account().stores().tables().accounts())) {
            work(context);
        } else {
            LOG.info("a restore goes on: nothing is done");
        }
        answer.write("{}".getBytes(StandardCharsets.UTF_8));
    }

    private void work(Context context) {
        Instant now = composition.services().clock().instant();
        work(now.plusMillis(context.getRemainingTimeInMillis()).minus(SPARE));
    }

    /** Names this process to leases: of one function several may run at once. */
    static String holder(String function) {
        return function + "-" + HexFormat.of().toHexDigits(new SecureRandom().nextLong());
    }

    Composition composition() {
        return composition;
    }

    /** @param until when nothing more is begun */
    abstract void work(Instant until);
}
