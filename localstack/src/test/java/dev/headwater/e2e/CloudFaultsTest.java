package dev.headwater.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.aws.FaultyProxy;
import dev.headwater.aws.FaultyProxy.Fault;
import dev.headwater.e2e.HeadwaterProcess.Outcome;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The catalogue is changed and imported while DynamoDB throttles, fails, and loses requests and replies. What is told as
 * done is done, what is not is a clear error, and nothing is left half.
 */
class CloudFaultsTest {
    private static final long SEED = 20261121;
    private static final int ROUNDS = 3;
    /** Of the same request, one after the other: fewer than it is sent. */
    private static final int IN_A_ROW = 3;

    @TempDir
    private Path folder;

    private final Random random = new Random(SEED);
    private final AtomicInteger faults = new AtomicInteger();
    private final Map<String, Integer> met = new ConcurrentHashMap<>();

    @Test
    void nothingIsLeftHalfBehindFaultsOfAllKinds() throws Exception {
        try (CloudAccount account = CloudAccount.open()) {
            String dynamo = account.environment().get("AWS_ENDPOINT_URL_DYNAMODB");
            Assumptions.assumeTrue(dynamo != null, "the faults are made before a DynamoDB of the test's own");
            try (FaultyProxy proxy = FaultyProxy.before(URI.create(dynamo))) {
                Map<String, String> through = new HashMap<>(account.environment());
                through.put("AWS_ENDPOINT_URL_DYNAMODB", proxy.endpoint().toString());
                try (HeadwaterProcess headwater =
                        HeadwaterProcess.up(through, folder.resolve("up"), "--cloud", "localstack", "--no-worker")) {
                    List<String> unknown = change(proxy, () -> this::weather);
                    assertThat(unknown)
                            .as("only whether a delete was done may be unknown, and then it is told so")
                            .allMatch(text -> text.contains("the answer to a delete was lost"));
                    assertThat(repair(account)).isEqualToIgnoringNewLines("All is well.");

                    List<String> failed = change(proxy, () -> downAfter(random.nextInt(12)));
                    assertThat(failed)
                            .as("what can not be done says which table is at fault")
                            .isNotEmpty()
                            .allMatch(text -> text.contains(": table ") && text.contains("DynamoDB"));
                    System.out.println(faults + " faults; unknown: " + unknown.size() + ", failed: " + failed.size());
                    headwater.kill();
                }
            }
            assertThat(repair(account))
                    .as("what was cut off in the middle follows from what is there")
                    .containsAnyOf("All is well.", "nothing is lost");
            assertThat(repair(account)).isEqualToIgnoringNewLines("All is well.");
        }
    }

    private String repair(CloudAccount account) throws Exception {
        String own = folder.resolve("repair").toString();
        Outcome repaired =
                HeadwaterProcess.run(account.environment(), "repair", "--cloud", "localstack", "--data", own);
        assertThat(repaired.exitCode()).as(repaired.out() + repaired.err()).isZero();
        return repaired.out();
    }

    /** What could not be done at first. Behind the faults it is asked for again, as whoever was told so would. */
    private List<String> change(FaultyProxy proxy, Supplier<FaultyProxy.Plan> plans) throws Exception {
        List<String> failed = new ArrayList<>();
        ThisCommandLine commandLine = new ThisCommandLine(Map.of());
        for (int round = 0; round < ROUNDS; round++) {
            for (List<String> command : commands(round)) {
                List<String> all = new ArrayList<>(command);
                all.addAll(List.of("--data", folder.resolve("up").toString()));
                proxy.plan(plans.get());
                Outcome outcome = commandLine.run(all.toArray(String[]::new));
                proxy.plan(request -> new Fault.None());
                if (outcome.exitCode() != 0 && !isRefusal(outcome)) {
                    failed.add(command.get(0) + " " + command.get(1) + ": "
                            + outcome.err().strip());
                    commandLine.run(all.toArray(String[]::new));
                }
            }
        }
        proxy.forget();
        assertThat(faults.get()).isGreaterThan(30);
        return failed;
    }

    private static boolean isRefusal(Outcome outcome) {
        return outcome.err().contains("there is no ") || outcome.err().contains(" already");
    }

    private List<List<String>> commands(int round) throws Exception {
        Path list = folder.resolve("list.m3u");
        Files.writeString(list, list(round));
        return List.of(
                List.of("channel", "add", "One " + round, "--source", "testcard:", "--category", "New " + round),
                List.of("channel", "set", Integer.toString(1 + random.nextInt(5)), "--name", "Renamed " + round),
                List.of("channel", "remove", Integer.toString(1 + random.nextInt(20))),
                List.of("line", "add", "line-" + round, "--password", "weather-" + round),
                List.of("line", "set", "line-" + (round / 2), "--connections", "3"),
                List.of("line", "remove", "line-" + (round / 3)),
                List.of("bouquet", "add", "bouquet-" + round, "--channel", "1"),
                List.of("series", "add", "Series " + round),
                List.of("import", "m3u", list.toString(), "--yes"));
    }

    /** Each round's list adds some, changes some and leaves some out. */
    private static String list(int round) {
        StringBuilder list = new StringBuilder("#EXTM3U\n");
        for (int i = round * 5; i < round * 5 + 40; i++) {
            list.append("#EXTINF:-1 tvg-id=\"c")
                    .append(i)
                    .append("\" group-title=\"Group ")
                    .append((i + round) % 7)
                    .append("\",Channel ")
                    .append(i)
                    .append("\nhttp://198.51.100.7/")
                    .append(i)
                    .append(".ts\n");
        }
        return list.toString();
    }

    /** One request in five meets something, none of them so often that it fails. */
    private synchronized Fault weather(FaultyProxy.Request request) {
        String body = new String(request.body(), StandardCharsets.UTF_8);
        Fault fault = met.getOrDefault(body, 0) == IN_A_ROW
                ? new Fault.None()
                : switch (random.nextInt(40)) {
                    case 0, 1, 2 -> error(400, "ProvisionedThroughputExceededException");
                    case 3 -> error(500, "InternalServerError");
                    case 4 -> error(503, "ServiceUnavailable");
                    case 5 -> new Fault.LostRequest();
                    case 6, 7 -> new Fault.LostReply();
                    default -> new Fault.None();
                };
        if (fault instanceof Fault.None) {
            met.remove(body);
        } else {
            met.merge(body, 1, Integer::sum);
            faults.incrementAndGet();
        }
        return fault;
    }

    /** It answers so many requests, and then none: what is being done stops in the middle. */
    private FaultyProxy.Plan downAfter(int requests) {
        AtomicInteger left = new AtomicInteger(requests);
        return request -> {
            if (left.getAndDecrement() > 0) {
                return new Fault.None();
            }
            faults.incrementAndGet();
            return error(500, "InternalServerError");
        };
    }

    private static Fault error(int status, String code) {
        String json = "{\"__type\":\"com.amazonaws.dynamodb.v20120810#" + code + "\",\"message\":\"made by the test\"}";
        return new Fault.Answer(status, "application/x-amz-json-1.0", json.getBytes(StandardCharsets.UTF_8));
    }
}
