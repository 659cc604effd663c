package dev.headwater.api.admin.people;

import dev.headwater.api.admin.Page;
import dev.headwater.api.admin.http.AdminCalls;
import dev.headwater.api.admin.http.Paging;
import dev.headwater.api.admin.people.PeopleOperations.ByName;
import dev.headwater.api.admin.people.PeopleOperations.PersonSettings;
import dev.headwater.api.admin.people.PeopleOperations.PersonView;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

/** People who manage Headwater. */
@Controller("/admin/api/v1/administrators")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "People and keys")
final class PeopleController {
    private final AdminCalls calls;
    private final PeopleOperations people;

    PeopleController(AdminCalls calls, PeopleOperations people) {
        this.calls = calls;
        this.people = people;
    }

    /** People. Columns: id, name, role, credits. */
    @Get
    @Secured("people:read")
    @Operation(operationId = "administrator.list")
    Page<PersonView> people(HttpRequest<?> request, @RequestBean Paging paging) {
        return calls.run(request, people.list, AdminCalls.query(request, paging));
    }

    /** Adds somebody; a password that was generated is told by this answer alone. */
    @Post
    @Secured("people:write")
    @Operation(operationId = "administrator.add")
    HttpResponse<PersonView> addPerson(HttpRequest<?> request, @Body PersonSettings person) {
        return calls.added(request, people.add, person);
    }

    /** A person. */
    @Get("/{name}")
    @Secured("people:read")
    @Operation(operationId = "administrator.show")
    HttpResponse<PersonView> person(HttpRequest<?> request, String name) {
        return calls.one(request, people.show, new ByName(name));
    }

    /** Changes what is named. Another password or role, or no permission to log in, ends every login there is. */
    @Patch("/{name}")
    @Secured("people:write")
    @Operation(operationId = "administrator.set")
    HttpResponse<PersonView> changePerson(HttpRequest<?> request, String name, @Body PersonSettings person) {
        return calls.one(request, people.set, person.called(AdminCalls.ofPath("name", person.name(), name)));
    }

    /** Removes somebody, their logins and the keys they made. The last owner stays. */
    @Delete("/{name}")
    @Secured("people:write")
    @Operation(operationId = "administrator.remove")
    HttpResponse<PersonView> removePerson(HttpRequest<?> request, String name) {
        return calls.one(request, people.remove, new ByName(name));
    }
}
