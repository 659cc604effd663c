package dev.headwater.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headwater.aws.FaultyProxy.Fault;
import dev.headwater.aws.FaultyProxy.Request;
import dev.headwater.aws.FunctionNeeds.Partitions;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Refuses of tables and secrets what a role does not allow, as AWS would, and tells of it. */
public final class RoleGuard implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> READS = Set.of("GetItem", "BatchGetItem", "Query");
    private static final Set<String> WRITES = Set.of("UpdateItem", "DeleteItem");

    private final FunctionNeeds needs;
    private final Map<String, String> environment;
    private final FaultyProxy tables;
    private final FaultyProxy secrets;
    private final List<String> refused = new CopyOnWriteArrayList<>();

    public RoleGuard(FunctionNeeds needs, Map<String, String> environment) throws IOException {
        this.needs = needs;
        this.tables = FaultyProxy.before(URI.create(environment.get("AWS_ENDPOINT_URL_DYNAMODB")));
        this.secrets = FaultyProxy.before(URI.create(environment.get("AWS_ENDPOINT_URL_SECRETS_MANAGER")));
        this.environment = new HashMap<>(environment);
        this.environment.put("AWS_ENDPOINT_URL_DYNAMODB", tables.endpoint().toString());
        this.environment.put(
                "AWS_ENDPOINT_URL_SECRETS_MANAGER", secrets.endpoint().toString());
        tables.plan(request -> answer(request, mayOfTables(request)));
        secrets.plan(request -> answer(request, mayOfSecrets(request)));
    }

    /** For a function whose requests pass by here. */
    public Map<String, String> environment() {
        return environment;
    }

    /** What was asked for and not allowed. */
    public List<String> refused() {
        return List.copyOf(refused);
    }

    /** Names of the secrets that were asked for. */
    public List<String> secretsAsked() {
        return secrets.seen().stream().map(this::secret).distinct().toList();
    }

    /** Partitions of whatever table that were written. */
    public List<String> written() {
        return tables.seen().stream()
                .filter(request -> WRITES.contains(request.operation()))
                .map(request -> partition(key(tree(request))))
                .distinct()
                .toList();
    }

    private Fault answer(Request request, boolean isAllowed) {
        if (isAllowed) {
            return new Fault.None();
        }
        refused.add(request.operation() + " " + new String(request.body(), StandardCharsets.UTF_8));
        return new Fault.Answer(
                400,
                "application/x-amz-json-1.0",
                "{\"__type\":\"AccessDeniedException\",\"Message\":\"not authorized\"}"
                        .getBytes(StandardCharsets.UTF_8));
    }

    private boolean mayOfTables(Request request) {
        JsonNode body = tree(request);
        return request.operation().equals("BatchGetItem")
                ? body.path("RequestItems").properties().stream()
                        .allMatch(table -> table.getValue()
                                .path("Keys")
                                .valueStream()
                                .allMatch(key -> mayOfPartition(request.operation(), table.getKey(), partition(key))))
                : mayOfPartition(request.operation(), body.path("TableName").asText(), partition(key(body)));
    }

    private boolean mayOfPartition(String operation, String table, String partition) {
        boolean reads = READS.contains(operation);
        if (!reads && !WRITES.contains(operation)) {
            return false;
        }
        if (table.equals(environment.get(CloudResources.ACCOUNTS_TABLE))) {
            return operation.equals("UpdateItem")
                    ? needs.accounts().writes(partition)
                    : reads && needs.accounts().reads(partition);
        }
        Partitions may =
                table.equals(environment.get(CloudResources.CATALOG_TABLE)) ? needs.catalog() : needs.sessions();
        return reads ? may.reads(partition) : may.writes(partition);
    }

    private static String partition(JsonNode key) {
        return key.path(CloudResources.PARTITION_KEY).path("S").asText();
    }

    /** Of one item, or of a query's partition. */
    private static JsonNode key(JsonNode body) {
        JsonNode queried = body.path("ExpressionAttributeValues").path(":pk");
        return body.has("Key") ? body.path("Key") : JSON.createObjectNode().set(CloudResources.PARTITION_KEY, queried);
    }

    private boolean mayOfSecrets(Request request) {
        String name = secret(request);
        return name.equals(environment.get(CloudResources.ORIGIN_SECRET)) || needs.readsSecret(name);
    }

    private String secret(Request request) {
        JsonNode body = tree(request);
        String name = body.path("SecretId").asText(body.path("Name").asText());
        String prefix = environment.get(CloudResources.SECRETS_PREFIX);
        return name.startsWith(prefix) ? name.substring(prefix.length()) : name;
    }

    private static JsonNode tree(Request request) {
        try {
            return JSON.readTree(request.body());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() throws IOException {
        tables.close();
        secrets.close();
    }
}
