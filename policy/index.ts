import { PolicyPack } from "@pulumi/policy";
import { rules } from "./rules";

new PolicyPack("onelogin-cloudtrail-lake", { enforcementLevel: "mandatory", policies: rules });
