package dev.headwater.functions.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.headwater.api.runtime.PeopleParts;
import dev.headwater.core.TestClock;
import dev.headwater.core.admin.SetupTokens;
import dev.headwater.core.playback.edge.Edge;
import dev.headwater.core.playback.edge.EdgePool;
import dev.headwater.core.playback.signing.SignatureAlgorithm;
import dev.headwater.core.playback.signing.SigningKey;
import dev.headwater.core.playback.signing.SigningKeys;
import dev.headwater.core.store.InMemorySecretStore;
import dev.headwater.core.store.InMemoryTableStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What CloudFormation asks, and where its answers go. */
class CustomResourceTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TestClock clock = TestClock.fixed();
    private final InMemorySecretStore secrets = new InMemorySecretStore();
    private final InMemoryTableStore accounts = new InMemoryTableStore();
    private final InMemoryTableStore sessions = new InMemoryTableStore();
    private final KeyPairs pairs = new KeyPairs(secrets);
    private final Delivery delivery = new Delivery(accounts, sessions, clock);
    private final Registrar registrar = new Registrar(
            delivery,
            new FirstOwner(
                    PeopleParts.over(accounts, secrets, new SecureRandom(), clock)
                            .setupTokens(),
                    (_, _) -> {}));
    private final List<JsonNode> answers = Collections.synchronizedList(new ArrayList<>());
    private final List<Integer> statuses = Collections.synchronizedList(new ArrayList<>());
    private HttpServer cloudFormation;

    @BeforeEach
    void listen() throws IOException {
        cloudFormation = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        cloudFormation.createContext("/", exchange -> {
            answers.add(JSON.readTree(exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(statuses.isEmpty() ? 200 : statuses.removeFirst(), -1);
            exchange.close();
        });
        cloudFormation.start();
    }

    @AfterEach
    void close() {
        cloudFormation.stop(0);
    }

    @Test
    void aKeyPairIsMadeOnceAndOnlyItsPublicHalfIsTold() throws Exception {
        JsonNode made = ask("Create", "SigningKey", "{\"Number\":\"1\"}", "{}", pairs::of);
        assertThat(made.path("Status").asText()).isEqualTo("SUCCESS");
        assertThat(made.path("PhysicalResourceId").asText()).isEqualTo("signing-key-1");
        SigningKey kept = SigningKey.decode(secrets.getOrCreate("signing-key-1", () -> new byte[0]));
        String pem = made.at("/Data/PublicKey").asText();
        byte[] encoded = Base64.getMimeDecoder().decode(pem.replaceAll("-----.*-----", ""));
        assertThat(KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded)))
                .isEqualTo(kept.publicKey());
        assertThat(made.toString())
                .doesNotContain(
                        Base64.getEncoder().encodeToString(kept.privateKey().getEncoded()))
                .doesNotContain("PRIVATE");
        assertThat(ask("Create", "SigningKey", "{\"Number\":\"1\"}", "{}", pairs::of)
                        .at("/Data/PublicKey")
                        .asText())
                .as("asked again, since the answer may be lost")
                .isEqualTo(pem);
    }

    @Test
    void aKeyThatGoesLeavesItsSecret() throws Exception {
        ask("Create", "SigningKey", "{\"Number\":\"1\"}", "{}", pairs::of);
        assertThat(ask("Delete", "SigningKey", "{\"Number\":\"1\"}", "{}", pairs::of)
                        .path("Status")
                        .asText())
                .isEqualTo("SUCCESS");
        assertThat(secrets.names()).containsExactly("signing-key-1");
    }

    @Test
    void keysSignByTheIdsOfCloudFront() throws Exception {
        ask("Create", "SigningKeys", keys(1, 2), "{}", registrar);
        assertThat(signing().active().id()).isEqualTo("K1");
        JsonNode refused = ask("Update", "SigningKeys", keys(2, 3), keys(1, 2), registrar);
        assertThat(refused.path("Status").asText()).isEqualTo("FAILED");
        assertThat(refused.path("Reason").asText()).contains("key 1 signs");
        assertThat(refused.path("PhysicalResourceId").asText()).isEqualTo("before");
        signing().rotate(SignatureAlgorithm.ECDSA);
        assertThat(ask("Update", "SigningKeys", keys(2, 3), keys(1, 2), registrar)
                        .path("Status")
                        .asText())
                .isEqualTo("SUCCESS");
        assertThat(signing().publicKeys()).containsOnlyKeys("K2", "K3");
    }

    @Test
    void edgesComeAndGoAndWhatOperatorsWantOfThemStays() throws Exception {
        EdgePool pool = new EdgePool(accounts, sessions, clock);
        String two = edges("cloudfront-1", "cloudfront-2");
        ask("Create", "Edges", two, "{}", registrar);
        pool.change("cloudfront-1", edge -> edge.withDrained(true));
        pool.add(Edge.at("paris", "http://paris.example", 100, 0));
        ask("Update", "Edges", edges("cloudfront-1", "cloudfront-3"), two, registrar);
        assertThat(pool.list()).extracting(Edge::name).containsExactly("cloudfront-1", "cloudfront-3", "paris");
        assertThat(pool.find("cloudfront-1")).get().extracting(Edge::drained).isEqualTo(true);
        ask("Delete", "Edges", edges("cloudfront-1", "cloudfront-3"), "{}", registrar);
        assertThat(pool.list()).extracting(Edge::name).containsExactly("paris");
    }

    /** A restore brings the pool and the keys of when the backup was made; what is deployed then has other key numbers. */
    @Test
    void aDeployAfterARestoreBringsTheEdgesBackAndTakesThoseOfAMachineAway() throws Exception {
        EdgePool pool = new EdgePool(accounts, sessions, clock);
        ask("Create", "SigningKeys", keys(1, 2), "{}", registrar);
        ask("Create", "Edges", edges("cloudfront-1"), "{}", registrar);
        pool.list().stream().map(Edge::name).forEach(pool::remove);
        pool.register(Edge.of("edge-1", "http", null, 8081, 100));
        pool.add(Edge.at("paris", "http://paris.example", 100, 0));
        ask("Update", "SigningKeys", keys(3, 4), keys(1, 2), registrar);
        assertThat(ask("Update", "Edges", edges("cloudfront-1"), edges("cloudfront-1"), registrar)
                        .path("Status")
                        .asText())
                .isEqualTo("SUCCESS");
        assertThat(pool.list()).extracting(Edge::name).containsExactly("cloudfront-1", "paris");
    }

    @Test
    void theFirstOwnersLinkIsPutIntoTheSecretAndTheAnswerDoesNotKnowIt() throws Exception {
        Map<String, String> kept = new HashMap<>();
        PeopleParts people = PeopleParts.over(accounts, secrets, new SecureRandom(), clock);
        FirstOwner owner = new FirstOwner(people.setupTokens(), kept::put);
        JsonNode answer = ask("Create", "FirstOwner", "{\"Secret\":\"arn\"}", "{}", new Registrar(delivery, owner));
        assertThat(answer.path("Status").asText()).isEqualTo("SUCCESS");
        assertThat(answer.toString()).doesNotContain("hws_");
        assertThat(kept.get("arn")).startsWith("/admin/setup#hws_");
        String token = kept.remove("arn").substring("/admin/setup#".length());
        assertThat(people.setupTokens().use(token, "first", "correct-Horse-7-battery"))
                .isInstanceOf(SetupTokens.SetUp.Made.class);
        ask("Update", "FirstOwner", "{\"Secret\":\"arn\"}", "{}", new Registrar(delivery, owner));
        assertThat(kept).as("somebody is there").isEmpty();
    }

    @Test
    void aFaultIsToldWithoutItsMessage() throws Exception {
        JsonNode failed = ask("Create", "Edges", "{}", "{}", _ -> {
            throw new IllegalStateException("canary-Xq7vR2mK9");
        });
        assertThat(failed.path("Status").asText()).isEqualTo("FAILED");
        assertThat(failed.path("Reason").asText()).isEqualTo("IllegalStateException");
    }

    @Test
    void anErrorIsToldTooAndKeepsNobodyFromRemovingAStack() throws Exception {
        CustomResource.Work broken = _ -> {
            throw new NoClassDefFoundError("canary-Xq7vR2mK9");
        };
        JsonNode failed = ask("Create", "Edges", "{}", "{}", broken);
        assertThat(failed.path("Status").asText()).isEqualTo("FAILED");
        assertThat(failed.toString()).doesNotContain("canary");
        JsonNode removed = ask("Delete", "Edges", "{}", "{}", broken);
        assertThat(removed.path("Status").asText()).isEqualTo("SUCCESS");
        assertThat(removed.path("PhysicalResourceId").asText()).isEqualTo("before");
    }

    @Test
    void anAnswerThatIsNotTakenIsSentAgain() throws Exception {
        statuses.addAll(List.of(500, 503));
        ask("Create", "SigningKeys", keys(1, 2), "{}", registrar);
        assertThat(answers).hasSize(3);
        assertThat(answers.getLast().path("RequestId").asText()).isEqualTo("request");
    }

    private JsonNode ask(String kind, String type, String properties, String old, CustomResource.Work work)
            throws IOException {
        String event = """
                {"RequestType":"%s","ResponseURL":"http://127.0.0.1:%d/answer?Signature=x","StackId":"stack",
                "RequestId":"request","LogicalResourceId":"Logical","ResourceType":"Custom::%s",
                "PhysicalResourceId":"before","ResourceProperties":%s,"OldResourceProperties":%s}
                """.formatted(kind, cloudFormation.getAddress().getPort(), type, properties, old);
        new CustomResource().handle(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), work);
        JsonNode answer = answers.getLast();
        assertThat(answer.path("StackId").asText()).isEqualTo("stack");
        assertThat(answer.path("LogicalResourceId").asText()).isEqualTo("Logical");
        return answer;
    }

    private SigningKeys signing() {
        return SigningKeys.load(secrets, accounts, clock);
    }

    private static String keys(int... numbers) {
        List<String> keys = new ArrayList<>();
        for (int number : numbers) {
            keys.add("{\"Number\":\"%d\",\"Id\":\"K%d\"}".formatted(number, number));
        }
        return "{\"Keys\":[" + String.join(",", keys) + "]}";
    }

    private static String edges(String... names) {
        List<String> edges = new ArrayList<>();
        for (String name : names) {
            edges.add("{\"Name\":\"%s\",\"Url\":\"https://%s.cloudfront.net\"}".formatted(name, name));
        }
        return "{\"Edges\":[" + String.join(",", edges) + "]}";
    }
}
