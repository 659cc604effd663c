package dev.headwater.standalone.check;

import dev.headwater.core.fetch.AddressGuard;
import dev.headwater.core.fetch.HttpBody;
import dev.headwater.core.fetch.HttpFetcher;
import dev.headwater.core.fetch.HttpLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;

/** Over HTTP. Whoever asks names the URL, so that private addresses are fine. */
public final class HttpWeb implements Web {
    private final AddressGuard guard = new AddressGuard(InetAddress::getAllByName, true);
    private final HttpLimits limits;

    /** @param patience for a connection, for an answer, and for each next byte */
    public HttpWeb(Duration patience) {
        this.limits = new HttpLimits(patience, patience);
    }

    @Override
    public Answer get(URI url) throws IOException {
        HttpBody body = new HttpFetcher(url.toString(), guard, limits, new RefusalReason(url)).get();
        return new Answer(body.url(), body);
    }
}
