// A stack is made in two steps: at first only the bucket that the zips are uploaded to, then everything. The framework gives
// the parameters to both, and CloudFormation refuses values that a template does not ask for.

export default function FirstDeployment({ service }) {
  let parameters;
  return {
    hooks: {
      'before:aws:deploy:deploy:createStack': () => {
        parameters = service.provider.stackParameters;
        delete service.provider.stackParameters;
      },
      'after:aws:deploy:deploy:createStack': () => {
        service.provider.stackParameters = parameters;
      },
    },
  };
}
