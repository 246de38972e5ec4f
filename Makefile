# The same words as ./run, for fingers that are used to make. Words for pytest: make test WORDS="tests/booking -k chain"
.PHONY: run start bot-demo test races fuzz soak bench lighthouse screenshots words mails art lock reset help
run start:
	@./run start
bot-demo test races fuzz soak bench lighthouse screenshots words mails art lock reset help:
	@./run $@ $(WORDS)
