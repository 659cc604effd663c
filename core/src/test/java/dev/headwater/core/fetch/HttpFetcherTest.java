package dev.headwater.core.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.headwater.core.testing.ClosedPort;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpFetcherTest {
    private static final HttpLimits HASTY = new HttpLimits(Duration.ofSeconds(5), Duration.ofMillis(200));
    private static final HttpLimits PATIENT = new HttpLimits(Duration.ofSeconds(20), Duration.ofSeconds(20));
    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);

    private final WebServer server = new WebServer();
    private final CountDownLatch over = new CountDownLatch(1);
    private final List<String> resolved = new ArrayList<>();

    @AfterEach
    void close() {
        over.countDown();
        server.close();
    }

    private HttpFetcher fetcher(String url) throws IOException {
        return fetcher(url, PATIENT);
    }

    private HttpFetcher fetcher(String url, HttpLimits limits) throws IOException {
        AddressGuard guard = new AddressGuard(
                host -> {
                    resolved.add(host);
                    return InetAddress.getAllByName(host);
                },
                true);
        return new HttpFetcher(url, guard, limits);
    }

    private byte[] get(String path) throws IOException {
        return get(path, PATIENT);
    }

    private byte[] get(String path, HttpLimits limits) throws IOException {
        try (HttpBody body = fetcher(server.url(path), limits).get()) {
            return body.readAllBytes();
        }
    }

    @Test
    void whoWasInterruptedReadsNothingMoreThoughItComes() throws IOException {
        server.on("/hello", HELLO);
        try (HttpBody body = fetcher(server.url("/hello")).get()) {
            assertThat(body.read()).isEqualTo('h');
            Thread.currentThread().interrupt();
            assertThatThrownBy(body::read)
                    .isInstanceOf(FetchException.class)
                    .hasMessage("nobody wants what 127.0.0.1 sends any more");
        } finally {
            assertThat(Thread.interrupted()).as("it stays interrupted").isTrue();
        }
    }

    @Test
    void bodiesComeWithALengthInChunksOrPacked() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(HELLO);
        }
        server.on("/length", HELLO);
        server.on("/chunks", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            for (int i = 0; i < 3; i++) {
                exchange.getResponseBody().write(HELLO);
                exchange.getResponseBody().flush();
            }
        });
        server.on("/gzip", exchange -> {
            exchange.getResponseHeaders().add("Content-Encoding", "gzip");
            WebServer.answer(exchange, packed.toByteArray());
        });

        assertThat(get("/length")).asString().isEqualTo("hello");
        assertThat(get("/chunks")).asString().isEqualTo("hellohellohello");
        assertThat(get("/gzip")).asString().isEqualTo("hello");
    }

    @Test
    void aPartIsAPartAlsoWhereTheServerKnowsNoParts() throws IOException {
        server.on("/", HELLO);
        try (HttpBody body = fetcher(server.url("/"))
                .get(server.url("/x"), 1, 4, System.nanoTime() + PATIENT.stall().toNanos())) {
            assertThat(body.readAllBytes()).asString().isEqualTo("ell");
        }
    }

    @Test
    void redirectsAreFollowedAndEachIsChecked() throws IOException {
        server.redirect("/a", "/b/c?d=1").redirect("/b/", "../e").on("/e", HELLO);
        try (HttpBody body = fetcher(server.url("/a")).get()) {
            assertThat(body.url()).hasToString(server.url("/e"));
        }
        assertThat(resolved).hasSize(3);
    }

    @Test
    void aRedirectToAForbiddenAddressOrKindIsNotFollowed() {
        server.redirect("/metadata", "http://169.254.169.254/latest/meta-data/");
        server.redirect("/file", "file:///etc/passwd");
        server.redirect("/round", "/round");

        assertThatThrownBy(() -> get("/metadata"))
                .isInstanceOf(FetchException.class)
                .hasMessageContaining("169.254.169.254 is a link-local, metadata or group address");
        assertThatThrownBy(() -> get("/file")).hasMessageContaining("of kind 'file:', which is never opened");
        assertThatThrownBy(() -> get("/round")).hasMessage("the source redirects more than 5 times");
    }

    @Test
    void privateAddressesNeedTheirFlagAlsoBehindAName() {
        AddressGuard.Resolver rebinding =
                host -> new InetAddress[] {InetAddress.ofLiteral("8.8.8.8"), InetAddress.ofLiteral("10.0.0.1")};
        AddressGuard guard = new AddressGuard(rebinding, false);

        assertThatThrownBy(() -> guard.check("innocent.example"))
                .hasMessageContaining("innocent.example is a private address")
                .hasMessageContaining("--allow-private");
        assertThatThrownBy(() -> new AddressGuard(InetAddress::getAllByName, false).check("[::ffff:127.0.0.1]"))
                .hasMessageContaining("--allow-private");
    }

    @Test
    void credentialsAreToldToTheirOwnServerOnly() throws IOException {
        List<String> told = new ArrayList<>();
        try (WebServer other = new WebServer()) {
            other.on("/", exchange -> {
                told.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
                WebServer.answer(exchange, HELLO);
            });
            server.on("/", exchange -> {
                told.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
                exchange.getResponseHeaders().add("Location", other.url("/x"));
                exchange.sendResponseHeaders(302, -1);
            });
            String url = server.url("/").replace("//", "//ada:pass%40word@");
            try (HttpBody body = fetcher(url).get()) {
                assertThat(body.readAllBytes()).isEqualTo(HELLO);
            }
        }
        String basic = "Basic " + Base64.getEncoder().encodeToString("ada:pass@word".getBytes(StandardCharsets.UTF_8));
        assertThat(told).containsExactly(basic, "null");
    }

    @Test
    void silenceIsNotWaitedForBeforeTheAnswerNorWithinIt() {
        server.on("/head", exchange -> awaitEnd());
        server.on("/body", exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write(HELLO);
            exchange.getResponseBody().flush();
            awaitEnd();
        });

        assertThatThrownBy(() -> get("/head", HASTY)).hasMessage("nothing has come for 1 s");
        assertThatThrownBy(() -> get("/body", HASTY)).hasMessage("nothing has come for 1 s");
    }

    private void awaitEnd() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String refusal(String path) throws IOException {
        HttpFetcher telling = new HttpFetcher(
                server.url(path),
                new AddressGuard(InetAddress::getAllByName, true),
                PATIENT,
                (type, body) -> type + "|" + body);
        return catchThrowableOfType(FetchException.class, telling::get).text();
    }

    private void refuse(String path, long length, byte[] body) {
        server.on(path, exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "Text/Plain; charset=utf-8");
            exchange.sendResponseHeaders(403, length);
            exchange.getResponseBody().write(body);
            exchange.getResponseBody().flush(); // else one that is broken off has no head either
        });
    }

    @Test
    void whatAServerSaysOfItsRefusalIsReadWhereItIsShort() throws IOException {
        refuse("/words", HELLO.length, HELLO);
        refuse("/chunks", 0, HELLO);
        refuse("/most", 0, new byte[HttpFetcher.MAX_REFUSAL]);
        refuse("/page", 0, new byte[HttpFetcher.MAX_REFUSAL + 1]);
        refuse("/broken", 9, HELLO);
        assertThat(refusal("/words")).isEqualTo("the source answered 403: text/plain|hello");
        assertThat(refusal("/chunks")).isEqualTo("the source answered 403: text/plain|hello");
        assertThat(refusal("/most")).startsWith("the source answered 403: text/plain|");
        assertThat(refusal("/page")).isEqualTo("the source answered 403");
        assertThat(refusal("/broken")).isEqualTo("the source answered 403");
        assertThatThrownBy(() -> get("/words")).hasMessage("the source answered 403");
    }

    @Test
    void whatIsWrongIsSaidPlainly() throws IOException {
        server.on("/gone", exchange -> exchange.sendResponseHeaders(404, -1));
        assertThatThrownBy(() -> get("/gone")).hasMessage("the source answered 404");
        try (ClosedPort closed = new ClosedPort()) {
            String url = "http://ada:secret@127.0.0.1:" + closed.number() + "/";
            assertThatThrownBy(() -> fetcher(url).get())
                    .hasMessage("can not connect to 127.0.0.1:" + closed.number() + ": connection refused");
        }
        assertThatThrownBy(() -> new AddressGuard(
                                host -> {
                                    throw new java.net.UnknownHostException(host);
                                },
                                true)
                        .check("nowhere.example"))
                .hasMessage("the name nowhere.example has no address");
    }

    @Test
    void aCutBodyIsNotTakenForAWholeOne() {
        server.on("/", exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write(HELLO);
            exchange.getResponseBody().flush();
        });
        assertThatThrownBy(() -> get("/")).hasMessageContaining("broke off");
    }
}
