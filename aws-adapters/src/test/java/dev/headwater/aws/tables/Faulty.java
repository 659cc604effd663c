package dev.headwater.aws.tables;

import dev.headwater.aws.Dynalite;
import dev.headwater.aws.FaultyProxy;
import dev.headwater.aws.FaultyProxy.Fault;
import dev.headwater.aws.FaultyProxy.Plan;
import dev.headwater.aws.FaultyProxy.Request;
import dev.headwater.aws.client.AwsClients;
import dev.headwater.aws.client.AwsLimits;
import dev.headwater.core.Pause;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A table that is reached through a proxy, and once more around it. */
final class Faulty implements AutoCloseable {
    static final int ATTEMPTS = 3;
    private static final String TYPE = "application/x-amz-json-1.0";

    final FaultyProxy proxy;
    final String name;
    final DynamoTableStore table;
    /** Without faults. */
    final DynamoTableStore direct;

    private final AwsClients clients;
    private final AwsClients directClients;

    Faulty() throws Exception {
        this(ATTEMPTS, time -> {});
    }

    Faulty(int attempts, Pause pause) throws Exception {
        this(attempts, Duration.ofSeconds(8), pause);
    }

    /** Gives up an attempt soon: for silence, not for counting requests on a machine that is busy. */
    static Faulty impatient() throws Exception {
        return new Faulty(ATTEMPTS, Duration.ofMillis(1_500), time -> {});
    }

    private Faulty(int attempts, Duration attempt, Pause pause) throws Exception {
        directClients = new AwsClients(Dynalite.access(Dynalite.endpoint()));
        proxy = FaultyProxy.before(Dynalite.endpoint());
        clients = new AwsClients(Dynalite.access(proxy.endpoint()));
        DynamoDbClient client = clients.dynamoDb(new AwsLimits(attempt, Duration.ofSeconds(20), attempts));
        name = FreshTable.named(directClients.dynamoDb());
        table = new DynamoTableStore(client, name, new SecureRandom(), pause);
        direct = new DynamoTableStore(directClients.dynamoDb(), name);
    }

    /** Another process, as it were. */
    DynamoTableStore another() {
        return new DynamoTableStore(clients.dynamoDb(), name);
    }

    /** Every {@code nth} request of an operation, from the first on. */
    static Plan each(int nth, String operation, Fault fault) {
        AtomicInteger count = new AtomicInteger();
        return request ->
                request.operation().equals(operation) && count.getAndIncrement() % nth == 0 ? fault : new Fault.None();
    }

    /** The first {@code many} requests, whatever they are. */
    static Plan first(int many, Fault fault) {
        AtomicInteger count = new AtomicInteger();
        return request -> count.getAndIncrement() < many ? fault : new Fault.None();
    }

    static Plan always(Fault fault) {
        return request -> fault;
    }

    /** As DynamoDB says it. */
    static Fault.Answer error(int status, String code) {
        return error(status, code, "");
    }

    /** @param more members of the answer, from a comma on */
    static Fault.Answer error(int status, String code, String more) {
        String json = "{\"__type\":\"com.amazonaws.dynamodb.v20120810#" + code + "\"" + more + "}";
        return new Fault.Answer(status, TYPE, json.getBytes(StandardCharsets.UTF_8));
    }

    static Fault.Answer answer(String json) {
        return new Fault.Answer(200, TYPE, json.getBytes(StandardCharsets.UTF_8));
    }

    static String text(Request request) {
        return new String(request.body(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        clients.close();
        proxy.close();
        directClients.close();
    }
}
