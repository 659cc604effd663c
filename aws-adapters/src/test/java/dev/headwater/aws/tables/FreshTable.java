package dev.headwater.aws.tables;

import dev.headwater.aws.Dynalite;
import dev.headwater.aws.client.AwsClients;
import dev.headwater.core.Pause;
import dev.headwater.core.store.TableStore;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A table nobody has used. */
final class FreshTable {
    /** Ends with the tests: making one takes longer than most of them. */
    private static @Nullable DynamoDbClient shared;

    private FreshTable() {}

    /** Skips the test where there is no stand-in for DynamoDB. */
    static synchronized TableStore open() {
        try {
            if (shared == null) {
                shared = new AwsClients(Dynalite.access(Dynalite.endpoint())).dynamoDb();
            }
            return in(shared);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError("dynalite did not start", e);
        }
    }

    static TableStore in(DynamoDbClient client) {
        return new DynamoTableStore(client, named(client));
    }

    /** Makes the table alone. */
    static String named(DynamoDbClient client) {
        String name = Dynalite.fresh().catalogTable();
        TableCreation creation = new TableCreation(client, Pause.sleeping());
        creation.begin(name);
        creation.finish(name);
        return name;
    }
}
