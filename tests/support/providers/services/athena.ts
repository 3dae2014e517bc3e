import type { Kinds } from "../account";
import { text } from "../wire";

const databaseType = "aws:glue/catalogDatabase:CatalogDatabase";
const tableType = "aws:glue/catalogTable:CatalogTable";
const workgroupType = "aws:athena/workgroup:Workgroup";

/** Glue's catalog, and Athena's workgroups. */
export const athena: Kinds = {
    [databaseType]: {
        make(inputs, account) {
            const added = account.added(databaseType, inputs);
            const id = `${added.catalogId}:${added.name}`;
            account.refuseSecond(databaseType, id, "AlreadyExistsException");
            return { id, added };
        },
    },
    [tableType]: {
        make(inputs, account) {
            const added = account.added(tableType, inputs);
            const database = `${added.catalogId}:${text(inputs.databaseName)}`;
            account.need(databaseType, database, "EntityNotFoundException");
            const id = `${database}:${added.name}`;
            account.refuseSecond(tableType, id, "AlreadyExistsException");
            return { id, added };
        },
    },
    [workgroupType]: {
        make(inputs, account) {
            const id = inputs.name as string;
            account.refuseSecond(workgroupType, id, "InvalidRequestException");
            return { id, added: account.added(workgroupType, inputs) };
        },
    },
};
