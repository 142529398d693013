/** No test writes to the ledger of whoever runs it: those that are about the ledger name a folder of their own. */
process.env.TOON_SAVINGS = "off";
