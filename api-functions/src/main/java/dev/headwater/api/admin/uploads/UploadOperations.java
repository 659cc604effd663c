package dev.headwater.api.admin.uploads;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.headwater.api.admin.Call;
import dev.headwater.api.admin.Columns;
import dev.headwater.api.admin.ListQuery;
import dev.headwater.api.admin.Operation;
import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.OperationGroup;
import dev.headwater.api.admin.Page;
import dev.headwater.core.admin.Permission;
import io.swagger.v3.oas.annotations.media.Schema;
import java.io.InputStream;
import java.util.List;

/** Files sent from elsewhere. */
public final class UploadOperations implements OperationGroup {
    public final Operation<Add, Upload> add =
            Operation.changeAs("upload.add", Permission.CATALOG_WRITE, Add.class, this::add);
    public final Operation<ListQuery, Page<Upload>> list =
            Operation.lookAs("upload.list", Permission.CATALOG_READ, ListQuery.class, this::list);
    public final Operation<ById, Upload> show =
            Operation.lookAs("upload.show", Permission.CATALOG_READ, ById.class, (call, by) -> find(call, by.id()));
    public final Operation<ById, Upload> remove =
            Operation.changeAs("upload.remove", Permission.CATALOG_WRITE, ById.class, this::remove);
    /** Not to be asked for by name: a file is no JSON. */
    public final Operation<Content, Upload> receive =
            Operation.changeAs("upload.receive", Permission.CATALOG_WRITE, Content.class, this::receive);

    private static final Columns<Upload> COLUMNS = Columns.<Upload>named(Upload::id)
            .text("name", Upload::name)
            .text("state", Upload::state)
            .number("size", Upload::size);

    private final Uploads uploads;

    public UploadOperations(Uploads uploads) {
        this.uploads = uploads;
    }

    /**
     * A file that is to come.
     *
     * @param name what it is called; its end says what is in it
     * @param size in bytes, 64 GiB at the most
     */
    @Schema(example = "{\"name\": \"list.m3u\", \"size\": 1200}")
    public record Add(String name, long size) {}

    /** An upload by its id. */
    public record ById(String id) {}

    /** The file itself. */
    public record Content(String id, @JsonIgnore InputStream file) {}

    @Override
    public List<Operation<?, ?>> operations() {
        return List.of(add, list, show, remove);
    }

    private Upload add(Call call, Add add) {
        return uploads.announce(call.caller(), add.name(), add.size());
    }

    private Page<Upload> list(Call call, ListQuery query) {
        return COLUMNS.page(uploads.list(call.caller()), query);
    }

    private Upload remove(Call call, ById by) {
        Upload upload = find(call, by.id());
        uploads.remove(upload);
        return upload;
    }

    private Upload receive(Call call, Content content) {
        return uploads.receive(call.caller(), content.id(), content.file());
    }

    private Upload find(Call call, String id) {
        return uploads.find(call.caller(), id)
                .orElseThrow(() -> OperationException.missing("there is no upload " + id));
    }
}
