package dev.headwater.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headwater.api.guide.GuideDocuments;
import dev.headwater.api.health.Check;
import dev.headwater.api.health.Readiness;
import dev.headwater.api.http.FrontDoor;
import dev.headwater.api.http.LocalAccess;
import dev.headwater.api.listing.Publisher;
import dev.headwater.api.metrics.MetricsAccess;
import dev.headwater.api.play.StreamHost;
import dev.headwater.functions.http.Gate;
import dev.headwater.functions.http.HttpApplication;
import dev.headwater.functions.http.Overflow;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micronaut.context.ApplicationContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The controllers in a function, asked by events as a function URL makes them. */
final class LambdaDoor implements HttpDoor {
    private static final Set<String> ALL = Set.of(
            "dev.headwater.api.xtream",
            "dev.headwater.api.guide",
            "dev.headwater.api.play",
            "dev.headwater.api.admin",
            "dev.headwater.api.health",
            "dev.headwater.api.http");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpApplication application;
    private final Publisher publisher;
    private final GuideDocuments documents;

    private LambdaDoor(HttpApplication application, Publisher publisher, GuideDocuments documents) {
        this.application = application;
        this.publisher = publisher;
        this.documents = documents;
    }

    static LambdaDoor open(Headend headend) {
        return open(headend, new StreamHost("stream.example"));
    }

    /** @param streams null: nobody holds any */
    static LambdaDoor open(Headend headend, @Nullable StreamHost streams) {
        Publisher publisher = headend.publisher();
        publisher.start();
        GuideDocuments documents = headend.documents();
        HttpApplication application = HttpApplication.start(
                ALL, Gate.OPEN, Overflow.NONE, context -> register(context, headend, publisher, documents, streams));
        return new LambdaDoor(application, publisher, documents);
    }

    private static void register(
            ApplicationContext context,
            Headend headend,
            Publisher publisher,
            GuideDocuments documents,
            @Nullable StreamHost streams) {
        if (streams != null) {
            context.registerSingleton(StreamHost.class, streams);
        }
        context.registerSingleton(FrontDoor.class, headend.front());
        Readiness readiness = new Readiness(headend.clock());
        readiness.add(Check.edges(headend.edges()));
        readiness.add(Check.objects(headend.stores().objects()));
        context.registerSingleton(Readiness.class, readiness);
        context.registerSingleton(MetricsAccess.class, new LocalAccess(headend.front()));
        context.registerSingleton(MeterRegistry.class, new SimpleMeterRegistry());
        headend.parts(publisher, documents).registerIn(context);
    }

    @Override
    public Reply send(Ask ask) {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try {
            application.answer(new ByteArrayInputStream(event(ask)), answer, "test");
            return reply(JSON.readTree(answer.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] event(Ask ask) throws IOException {
        ObjectNode event = JSON.createObjectNode().put("version", "2.0").put("routeKey", "$default");
        int question = ask.target().indexOf('?');
        String path = question < 0 ? ask.target() : ask.target().substring(0, question);
        event.put("rawPath", path);
        event.put("rawQueryString", question < 0 ? "" : ask.target().substring(question + 1));
        ObjectNode headers = event.putObject("headers");
        ArrayNode cookies = JSON.createArrayNode();
        for (Ask.Header header : ask.headers()) {
            String name = header.name().toLowerCase(Locale.ROOT);
            if (name.equals("cookie")) {
                List.of(header.value().split("; ", -1)).forEach(cookies::add);
            } else {
                headers.put(
                        name, headers.has(name) ? headers.path(name).asText() + "," + header.value() : header.value());
            }
        }
        if (!cookies.isEmpty()) {
            event.set("cookies", cookies);
        }
        if (ask.body().length > 0 || ask.method().equals("POST")) {
            headers.put("content-length", Integer.toString(ask.body().length));
        }
        event.putObject("requestContext")
                .put("requestId", "JKJaXmPLvHcESHA=")
                .put("stage", "$default")
                .putObject("http")
                .put("method", ask.method())
                .put("path", path)
                .put("protocol", "HTTP/1.1")
                .put("sourceIp", "127.0.0." + ask.from());
        if (ask.body().length > 0) {
            event.put("body", Base64.getEncoder().encodeToString(ask.body()));
        }
        return JSON.writeValueAsBytes(event.put("isBase64Encoded", ask.body().length > 0));
    }

    private static Reply reply(JsonNode answer) throws IOException {
        List<Ask.Header> headers = new ArrayList<>();
        answer.path("headers")
                .properties()
                .forEach(header -> headers.add(
                        new Ask.Header(header.getKey(), header.getValue().asText())));
        answer.path("cookies").forEach(cookie -> headers.add(new Ask.Header("set-cookie", cookie.asText())));
        byte[] body = answer.path("isBase64Encoded").asBoolean()
                ? answer.path("body").binaryValue()
                : answer.path("body").asText().getBytes(StandardCharsets.UTF_8);
        return new Reply(answer.path("statusCode").asInt(), headers, body);
    }

    @Override
    public boolean streams() {
        return false;
    }

    @Override
    public void look() {
        publisher.look();
        documents.refresh();
    }

    @Override
    public void close() {
        application.close();
        publisher.close();
    }
}
