import { expect } from "chai";
import eventTypes from "../../handler/eventTypes.json";
import { eventWith } from "../../lab/forwarder/events";
import { map } from "../support/mapper";

describe("the name of an event", () => {
    it("is that of its type, for all 539, and a failure has it as its error code", () => {
        const made = eventTypes.map(({ id }) => {
            const { data, unknownEventType } = map(eventWith({ event_type_id: id }));
            return { id, name: data.eventName, failure: data.errorCode === data.eventName, unknownEventType };
        });
        expect(made).to.have.length(539);
        expect(made).to.deep.equal(eventTypes.map((type) => ({ ...type, unknownEventType: false })));
    });

    const cases: [type: unknown, name: string][] = [
        [5, "USER_LOGGED_INTO_ONELOGIN"],
        ["5", "USER_LOGGED_INTO_ONELOGIN"],
        [" 5 ", "USER_LOGGED_INTO_ONELOGIN"],
        [99_999, "ONELOGIN_EVENT_99999"],
        ["99999", "ONELOGIN_EVENT_99999"],
        [0, "ONELOGIN_EVENT_0"],
        [-5, "ONELOGIN_EVENT_-5"],
        [5.5, "ONELOGIN_EVENT_5.5"],
        ["constructor", "ONELOGIN_EVENT_constructor"],
        ["__proto__", "ONELOGIN_EVENT___proto__"],
        [true, "ONELOGIN_EVENT_true"],
        [undefined, "ONELOGIN_EVENT"],
        [null, "ONELOGIN_EVENT"],
        ["", "ONELOGIN_EVENT"],
        ["  ", "ONELOGIN_EVENT"],
        [{ id: 5 }, "ONELOGIN_EVENT"],
    ];
    for (const [type, name] of cases) {
        it(`is ${name} for ${JSON.stringify(type) ?? "no type"}`, () => {
            const { data, unknownEventType } = map(eventWith({ event_type_id: type }));
            expect(data.eventName).to.equal(name);
            expect(unknownEventType).to.equal(name.startsWith("ONELOGIN_"));
        });
    }

    it("leaves a type that is no number or text among the parameters", () => {
        const { data } = map(eventWith({ event_type_id: { id: 5 } }));
        expect(data.requestParameters).to.deep.equal({ event_type_id: '{"id":5}' });
    });
});
